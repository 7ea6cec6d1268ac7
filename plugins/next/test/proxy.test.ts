import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FacetError } from "@facet/client";
import { startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { createHandoff } from "../src/handoff.ts";
import { facetProxy } from "../src/proxy.ts";
import type { FacetProxyOptions } from "../src/proxy.ts";

const SECRET = "a secret of the site";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

let service: RunningServer;

beforeAll(async () => {
  service = await startFacet();
});
afterAll(() => service.close());

async function call(
  path: string,
  {
    method = "GET",
    headers = {},
    options = {},
  }: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly options?: Partial<FacetProxyOptions>;
  } = {},
) {
  const proxy = facetProxy({
    api: service.origin,
    codeSecret: SECRET,
    timeoutMs: 5_000,
    ...options,
  });
  const request = new NextRequest(`http://localhost:9${path}`, {
    method,
    headers: { "user-agent": BROWSER, ...headers },
  });
  const response = await proxy(request);
  const inner = new Headers();
  const passed = response.headers.get("x-middleware-override-headers");
  for (const name of passed?.split(",") ?? []) {
    inner.set(name, response.headers.get(`x-middleware-request-${name}`) ?? "");
  }
  const rewrite = response.headers.get("x-middleware-rewrite");
  return { status: response.status, headers: response.headers, inner, rewrite };
}

describe("the proxy", () => {
  it("sends a page for many to the page that is kept for its code", async () => {
    const { rewrite, headers } = await call("/?utm_campaign=winter&gclid=1");
    const code = headers.get("facet-key") ?? "";
    expect(code).toMatch(/^[0-9a-z]{5}-[0-9a-z]+\.[\w-]{8}$/);
    expect(rewrite).toBe(`http://localhost:9/~f.${code}?utm_campaign=winter&gclid=1`);
    expect(headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
    expect(headers.get("cdn-cache-control")).toBe("private, no-store");
    expect(headers.get("set-cookie")).toMatch(/^fct_v=/);
  });

  it("hands a page of one visitor its own decision", async () => {
    const { rewrite, headers, inner } = await call("/account");
    expect(rewrite).toBeNull();
    expect(headers.get("cache-control")).toBe("private, no-store");
    const page = await createHandoff(SECRET).open(inner.get("facet-decision") ?? "");
    expect(page?.decision.slots["account.greeting"]?.content).toBe("Welcome, come and try a boat");
    expect(inner.get("cookie")).toMatch(/^fct_v=/);
  });

  it("drops what a visitor says in headers of its own", async () => {
    const forged = { "facet-key": "00000-0", "facet-decision": "x", "Facet-Whatever": "y" };
    const { inner } = await call("/about", { headers: forged });
    expect(inner.get("facet-key")).not.toBe("00000-0");
    expect(inner.has("facet-decision")).toBe(false);
    expect(inner.has("facet-whatever")).toBe(false);
  });

  it("renders a page for one where the query says what became of a form", async () => {
    const path = "/?facet-form=lead.form&facet-status=thanks";
    const { rewrite, inner } = await call(`${path}&_rsc=1a2b3`);
    expect(rewrite).toBeNull();
    const page = await createHandoff(SECRET).open(inner.get("facet-decision") ?? "");
    expect(page?.url).toBe(`http://localhost:9${path}`);
    expect(page?.decision.cache?.scope).toBe("private");
  });

  it("renders what is no reading for one", async () => {
    expect((await call("/", { method: "POST" })).rewrite).toBeNull();
    expect((await call("/", { method: "HEAD" })).rewrite).not.toBeNull();
  });

  it("makes nobody a visitor for what the router fetches ahead", async () => {
    const { headers } = await call("/account", { headers: { "next-router-prefetch": "1" } });
    expect(headers.has("set-cookie")).toBe(false);
  });

  it.each(["/~f.00000-0", "/about/%7ef.00000-0.AAAAAAAA"])(
    "lets nobody into %s, and asks nobody about it",
    async (path) => {
      const { status, headers } = await call(path, { options: { api: "http://127.0.0.1:1" } });
      expect(status).toBe(404);
      expect(headers.get("cdn-cache-control")).toBe("private, no-store");
      expect(headers.has("set-cookie")).toBe(false);
    },
  );

  it("leaves files alone", async () => {
    const { rewrite, inner } = await call("/logo.svg", { options: { api: "http://127.0.0.1:1" } });
    expect(rewrite).toBeNull();
    expect(inner.has("facet-decision")).toBe(false);
  });

  it("lets a CDN that is keyed by the code keep pages, and none with a cookie", async () => {
    const options = { cdn: "keyed" } as const;
    const newcomer = await call("/about", { options });
    expect(newcomer.headers.get("cdn-cache-control")).toBe("no-store");
    const uncounted = await call("/about", { options, headers: { "sec-purpose": "prefetch" } });
    expect(uncounted.headers.get("cdn-cache-control")).toMatch(/^public, max-age=/);
    expect(uncounted.headers.get("cache-tag")).toBe("facet,facet-page-about");
    expect((await call("/account", { options })).headers.get("cdn-cache-control")).toBe(
      "private, no-store",
    );
  });

  it("passes on the address that the site reads", async () => {
    const address = (request: NextRequest) => request.headers.get("x-real-ip") ?? undefined;
    const { status } = await call("/", {
      options: { address },
      headers: { "x-real-ip": "192.0.2.1" },
    });
    expect(status).toBe(200);
  });

  it("hands on the site's defaults while the service is down", async () => {
    const { rewrite, inner, headers } = await call("/", {
      options: {
        api: "http://127.0.0.1:1",
        defaults: { "hero.headline": "Kayaks" },
        log: () => {},
      },
    });
    expect(rewrite).toBeNull();
    expect(headers.get("facet-degraded")).toBe("api");
    const page = await createHandoff(SECRET).open(inner.get("facet-decision") ?? "");
    expect(page?.decision.slots["hero.headline"]?.content).toBe("Kayaks");
  });

  it("says what is missing where there is no secret", () => {
    expect(() => facetProxy({ api: service.origin, codeSecret: "" })).toThrow(FacetError);
    expect(() => facetProxy({ api: service.origin, codeSecret: "" })).toThrow(/FACET_CODE_SECRET/);
  });
});
