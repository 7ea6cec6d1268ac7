import { type Service, createService } from "@facet/api/node";
import type { GivenVisitor } from "@facet/compiler";
import { type DecideRequest, type DecideResponse, type Problem } from "@facet/protocol";
import { toDecideRequest } from "./request.ts";

const SILENT = { debug: silence, info: silence, warn: silence, error: silence };

function silence(): void {}

/** The service itself, in this process and on an empty store of its own. */
export interface InProcessService extends AsyncDisposable {
  /**
   * Asks `POST /v1/explain`.
   *
   * @throws Error with the service's own words where it refuses the request.
   */
  explain(request: DecideRequest): Promise<DecideResponse>;
  /** Decides for an example visitor of the rules, past events included. */
  explainFor(given: GivenVisitor): Promise<DecideResponse>;
}

/** Starts the service for a rules folder. Nothing listens and nothing is kept. */
export async function startInProcess(rules: string): Promise<InProcessService> {
  let clock: number | undefined;
  const service = await createService({
    rules,
    db: ":memory:",
    watch: false,
    log: SILENT,
    now: () => clock ?? Date.now(),
  });
  let visitors = 0;
  const explain = (request: DecideRequest): Promise<DecideResponse> =>
    post(service, "/v1/explain", request) as Promise<DecideResponse>;
  return {
    explain,
    async explainFor(given) {
      const now = given.at === undefined ? Date.now() : Date.parse(given.at);
      const request = toDecideRequest(given, now);
      if (given.events === undefined || given.events.length === 0) return explain(request);
      visitors += 1;
      const visitorId = given.visitorId ?? `example-${visitors}`;
      clock = now;
      try {
        for (const { event, agoMs, properties } of given.events.toSorted(
          (a, b) => b.agoMs - a.agoMs,
        )) {
          const timestamp = new Date(now - agoMs).toISOString();
          await post(service, "/v1/track", { visitorId, event, properties, timestamp });
        }
        return await explain({ ...request, visitorId });
      } finally {
        clock = undefined;
      }
    },
    [Symbol.asyncDispose]: () => service.close(),
  };
}

async function post(service: Service, path: string, body: object): Promise<unknown> {
  const response = await service.app.request(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new Error(describeProblem(answer as Problem));
}

function describeProblem({ title, detail, errors }: Problem): string {
  const mistakes = (errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`);
  return mistakes.length > 0 ? `${title}${mistakes.join("")}` : (detail ?? title);
}
