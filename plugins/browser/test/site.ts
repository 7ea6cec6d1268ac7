import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { stateTag } from "@facet/client";
import type { FacetDecision, OfferDecision } from "@facet/client";

const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

/** An event as the page sent it. */
export interface SentEvent {
  readonly event: string;
  readonly properties?: Record<string, unknown>;
  readonly messageId?: string;
}

/** A small site under a strict policy that serves one page and keeps what the page posts. */
export interface TestSite {
  readonly url: string;
  readonly events: SentEvent[];
  readonly leads: Record<string, unknown>[];
  /** Scripts that were asked for. */
  readonly scripts: string[];
  /** Body of the page to serve and its decision. */
  page: { body: string; decision: FacetDecision; lang?: string; dir?: string; state?: unknown };
  /** What the state endpoint was asked, and how it answers; `hang`: never. */
  readonly asked: URLSearchParams[];
  state: { body: unknown; afterMs?: number } | "hang";
  /** How the leads endpoint answers. */
  answer: { status: number; body: unknown; afterMs?: number };
  reset(): void;
  close(): Promise<void>;
}

/** A decision with the slots and offers that a test needs. */
export function decisionWith(parts: {
  slots?: FacetDecision["slots"];
  offers?: OfferDecision[];
  offerLimits?: FacetDecision["offerLimits"];
  clicks?: FacetDecision["clicks"];
}): FacetDecision {
  return {
    decisionId: "0199aaaa-0000-7000-8000-000000000001",
    rules: "r_0123456789ab",
    page: "home",
    slots: parts.slots ?? {},
    offers: parts.offers ?? [],
    offerLimits: parts.offerLimits ?? {},
    clicks: parts.clicks,
    visitor: { id: "secret-visitor-id", score: 42 },
    warnings: [],
    degraded: [],
  };
}

/** The script of a site's pages. */
export interface SiteScript {
  /** TypeScript, which starts the runtime. */
  readonly contents: string;
  /** Folder that its imports are resolved from. */
  readonly resolveDir: string;
}

const RUNTIME_ALONE: SiteScript = {
  contents: `import { start } from "../src/index.ts"; window.facetPage = start();`,
  resolveDir: fileURLToPath(new URL(".", import.meta.url)),
};

/** Serves a script, bundled as a site's bundler would, and one page. */
export async function createTestSite(script: SiteScript = RUNTIME_ALONE): Promise<TestSite> {
  const files = await bundle(script);
  const site = {
    url: "",
    events: [] as SentEvent[],
    leads: [] as Record<string, unknown>[],
    scripts: [] as string[],
    asked: [] as URLSearchParams[],
    state: { body: {} } as TestSite["state"],
    page: { body: "", decision: decisionWith({}) } as TestSite["page"],
    answer: { status: 200, body: { lead: "l1" } } as TestSite["answer"],
    reset() {
      site.events.length = 0;
      site.leads.length = 0;
      site.scripts.length = 0;
      site.asked.length = 0;
      site.state = { body: {} };
      site.answer = { status: 200, body: { lead: "l1" } };
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
  const server = createServer(async (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const script = files.get(path);
    if (script !== undefined) {
      site.scripts.push(path);
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      return;
    }
    if (path === "/~facet/track") {
      const { events } = JSON.parse(await bodyOf(request)) as { events: SentEvent[] };
      site.events.push(...events);
      response.writeHead(204).end();
      return;
    }
    if (path === "/~facet/state") {
      site.asked.push(new URL(request.url ?? "/", site.url).searchParams);
      const { state } = site;
      if (state === "hang") return;
      await new Promise((resolve) => setTimeout(resolve, state.afterMs ?? 0));
      const headers = { "content-type": "application/json" };
      response.writeHead(200, headers).end(JSON.stringify(state.body));
      return;
    }
    if (path === "/~facet/leads") {
      const text = await bodyOf(request);
      if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
        site.leads.push(Object.fromEntries(new URLSearchParams(text)));
        response.writeHead(303, { location: "/thanks" }).end();
        return;
      }
      site.leads.push(JSON.parse(text));
      await new Promise((resolve) => setTimeout(resolve, site.answer.afterMs ?? 0));
      const headers = { "content-type": "application/json" };
      response.writeHead(site.answer.status, headers).end(JSON.stringify(site.answer.body));
      return;
    }
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": CSP };
    response
      .writeHead(200, headers)
      .end(path === "/thanks" ? "<h1>thanks</h1>" : htmlOf(site.page));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return site;
}

function htmlOf(page: TestSite["page"]): string {
  const { body, decision, lang = "en", dir = "ltr" } = page;
  const tag =
    page.state === undefined
      ? stateTag(decision)
      : `<script type="application/json" id="facet-state">${JSON.stringify(page.state)}</script>`;
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta name="viewport" content="width=device-width"><title>t</title></head><body>${body}${tag}<script type="module" src="/main.js"></script></body></html>`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function bundle(script: SiteScript): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    stdin: { ...script, sourcefile: "main.ts", loader: "ts" },
    define: { "process.env.NODE_ENV": '"production"' },
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "/",
    entryNames: "main",
    conditions: ["@facet/source"],
    write: false,
  });
  return new Map(result.outputFiles.map((file) => [file.path, file.text]));
}
