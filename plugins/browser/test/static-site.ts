import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { DecideResponse, SlotDecision } from "@facet/client";
import type { ConsentSource } from "../src/index.ts";
import { bundleScripts } from "../scripts/bundle.ts";
import type { SentEvent } from "./site.ts";

/** How the service answers a page's question. */
export interface ServiceAnswer {
  readonly slots: Readonly<Record<string, SlotDecision>>;
  readonly offers?: DecideResponse["offers"];
  readonly afterMs?: number;
  /** `cut`: the connection ends; `hang`: nothing ever comes; `refuse`: a problem document. */
  readonly fault?: "cut" | "hang" | "refuse";
}

/** A page as it is served. */
export interface StaticPage {
  readonly body: string;
  /** Instead of the scripts that fill it. */
  readonly head?: string;
  readonly css?: string;
  /** What `data-facet-late` is for all of the page. */
  readonly late?: string;
  readonly follow?: true;
  /** Served without a policy: nothing but the runtime stands between its content and the page. */
  readonly isOpen?: true;
  /** Consent tools to listen to. */
  readonly consent?: ConsentSource;
}

/** Pages that no server renders, and the service on another origin that they ask. */
export interface StaticSite {
  /** Origin of the pages. */
  readonly url: string;
  /** Origin of the service. */
  readonly api: string;
  /** What pages asked, in order. */
  readonly questions: URLSearchParams[];
  readonly events: (SentEvent & { readonly context?: Record<string, unknown> })[];
  readonly leads: Record<string, unknown>[];
  /** Requests of pages, by path. */
  readonly paths: string[];
  pages: Map<string, StaticPage>;
  /** More scripts, by path. */
  scripts: Map<string, string>;
  /** Hears of each request of a page. */
  onPath: (path: string) => void;
  answer: ServiceAnswer;
  reset(): void;
  close(): Promise<void>;
}

/** Starts both. Pages are served under a policy that forbids everything they do not need. */
export async function createStaticSite(): Promise<StaticSite> {
  const scripts = await bundleScripts();
  const nothing: ServiceAnswer = { slots: {} };
  const hanging = new Set<ServerResponse>();

  const answerService: RequestListener = async (request, response) => {
    const url = new URL(request.url ?? "/", "http://service.invalid");
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "null");
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("content-type", "application/json");
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-headers", "content-type");
      response.writeHead(204).end();
      return;
    }
    if (url.pathname === "/v1/leads") {
      site.leads.push(JSON.parse(await textOf(request)) as Record<string, unknown>);
      response.end('{"message":"We will call."}');
      return;
    }
    if (url.pathname === "/v1/batch") {
      const { batch, context } = JSON.parse(await textOf(request)) as {
        batch: SentEvent[];
        context: Record<string, unknown>;
      };
      for (const event of batch) site.events.push({ ...event, context });
      response.end("{}");
      return;
    }
    site.questions.push(url.searchParams);
    const { fault, afterMs = 0, slots, offers = [] } = site.answer;
    if (fault === "hang") return void hanging.add(response);
    if (fault === "cut") return void request.socket.destroy();
    if (fault === "refuse") return void response.writeHead(401).end('{"title":"No key"}');
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    response.end(
      JSON.stringify({
        decisionId: `d-${site.questions.length}`,
        page: "home",
        slots,
        offers,
        offerLimits: {},
        formToken: "token",
        visitor: { returning: false },
        cache: { scope: "shared", key: "abcde-1" },
      }),
    );
  };

  const answerPage: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site.invalid");
    const script = scripts.get(pathname.slice(1)) ?? site.scripts.get(pathname);
    const page = site.pages.get(pathname.replace(/\.css$/, ""));
    site.paths.push(pathname);
    site.onPath(pathname);
    if (script !== undefined) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else if (page === undefined) {
      response.writeHead(204).end();
    } else if (pathname.endsWith(".css")) {
      response.writeHead(200, { "content-type": "text/css" }).end(page.css ?? "");
    } else {
      response.setHeader("content-type", "text/html; charset=utf-8");
      if (!page.isOpen) {
        response.setHeader(
          "content-security-policy",
          `default-src 'self'; script-src 'self' 'inline-speculation-rules'; style-src 'self'; img-src 'self' data:; connect-src 'self' ${site.api}; require-trusted-types-for 'script'; trusted-types facet`,
        );
      }
      const config = `data-api="${site.api}" data-key="pk_test" data-consent="${page.consent ?? ""}" ${page.follow ? "data-follow" : ""}`;
      const head = page.head ?? HEAD;
      response.end(
        `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>t</title><link rel="stylesheet" href="${pathname}.css">${head.replace("data-config", config)}</head><body data-facet-late="${page.late ?? ""}">${page.body}</body></html>`,
      );
    }
  };

  const [pages, service] = [createServer(answerPage), createServer(answerService)];
  const site: StaticSite = {
    url: await listen(pages),
    api: await listen(service),
    questions: [],
    events: [],
    leads: [],
    paths: [],
    pages: new Map(),
    scripts: new Map(),
    onPath: () => undefined,
    answer: nothing,
    reset() {
      for (const response of hanging) response.destroy();
      hanging.clear();
      for (const list of [site.questions, site.events, site.leads, site.paths]) list.length = 0;
      site.pages = new Map();
      site.scripts = new Map();
      site.onPath = () => undefined;
      site.answer = nothing;
    },
    async close() {
      site.reset();
      await Promise.all([pages, service].map(stop));
    },
  };
  return site;
}

/** The head of a page that is filled in the browser. */
const HEAD = `<script id="facet-script" src="/snippet.js" data-config></script><script type="module" src="/facet.js"></script>`;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
