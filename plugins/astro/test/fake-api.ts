import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A stand-in for the service that answers what a test tells it to. */
export interface FakeApi {
  readonly url: string;
  readonly calls: { path: string; body: Record<string, unknown>; cookie: string | undefined }[];
  mode: "well" | "hanging" | "broken";
  decision: Record<string, unknown>;
  lead: { status: number; body: unknown };
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function createFakeApi(decision: Record<string, unknown>): Promise<FakeApi> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    api.calls.push({ path: request.url ?? "", body, cookie: request.headers.cookie });
    if (api.mode === "hanging") return;
    if (api.mode === "broken") {
      response.writeHead(500).end("<h1>oops</h1>");
      return;
    }
    const answers: Record<string, { status: number; body: unknown }> = {
      "/v1/decide": { status: 200, body: toDecision(api.decision, body) },
      "/v1/track": {
        status: 200,
        body: { success: true, stored: 1, duplicates: 0, quarantined: [] },
      },
      "/v1/leads": api.lead,
    };
    const answer = answers[request.url ?? ""] ?? { status: 404, body: {} };
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  const api: FakeApi = {
    url: "",
    calls: [],
    mode: "well",
    decision,
    lead: { status: 200, body: { lead: "l1" } },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, { url: `http://127.0.0.1:${port}` });
}

// As the service does: replaced signals show in the content, and a peek makes no visitor.
function toDecision(decision: Record<string, unknown>, request: Record<string, unknown>) {
  const { signals } = request;
  if (signals === undefined) return decision;
  const headline = {
    type: "text",
    content: `Signals ${JSON.stringify(signals)}`,
    reason: "TARGETING_MATCH",
  };
  return { ...decision, cookies: [], slots: { "hero.headline": headline } };
}
