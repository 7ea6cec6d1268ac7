import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStaticHandler, RouterContextProvider } from "react-router";
import type { MiddlewareFunction } from "react-router";
import { createFacet } from "@facet/client";
import { startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { facetContext, facetData, facetMiddleware } from "@facet/react-router/server";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

let service: RunningServer;

beforeAll(async () => {
  service = await startFacet();
});
afterAll(() => service.close());

async function ask(
  path: string,
  options: { readonly page?: Response; readonly api?: string } = {},
) {
  const facet = createFacet({
    api: options.api ?? service.origin,
    timeoutMs: 5_000,
    log: () => {},
  });
  const context = new RouterContextProvider();
  const { queryRoute } = createStaticHandler([
    {
      path: "*",
      middleware: [facetMiddleware(facet) as MiddlewareFunction],
      loader: ({ context }) => options.page ?? Response.json(facetData(context)),
    },
  ]);
  const request = new Request(`http://site.test${path}`, { headers: { "user-agent": BROWSER } });
  const response = (await queryRoute(request, {
    requestContext: context,
    generateMiddlewareResponse: async (query) => (await query(request)) as Response,
  })) as Response;
  return { response, context };
}

describe("the middleware", () => {
  it("gives loaders what everybody of the code shares, and says how the page may be kept", async () => {
    const { response } = await ask("/?utm_campaign=winter");
    expect(response.headers.get("vary")).toBe("facet-key");
    expect(response.headers.get("cdn-cache-control")).toBe("no-store");
    expect(response.headers.get("set-cookie")).toMatch(/fct_v=/);
    const data = (await response.json()) as { decision: object; state: string };
    expect(JSON.stringify(data)).toContain("Dry suits make January fine");
    expect(Object.keys(data.decision)).toEqual(["slots"]);
    expect(JSON.parse(data.state)).toHaveProperty("key");
    expect(JSON.parse(data.state)).not.toHaveProperty("decisionId");
  });

  it("gives loaders of a private page its visitor's own", async () => {
    const { response, context } = await ask("/account");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const data = (await response.json()) as { decision: { decisionId: string }; state: string };
    expect(data.decision.decisionId).toBe(context.get(facetContext)?.decision.decisionId);
    expect(JSON.stringify(data)).not.toContain(context.get(facetContext)?.decision.visitor.id);
  });

  it("tells loaders of a private page what became of its form", async () => {
    const { response } = await ask("/account?facet-form=trial.form&facet-status=thanks");
    expect(await response.json()).toMatchObject({
      decision: { outcome: { form: "trial.form", status: "thanks", wrong: [], values: [] } },
    });
  });

  it("throws in development where a shared page sets a cookie", async () => {
    const page = new Response("", { headers: { "set-cookie": "session=1" } });
    await expect(ask("/about", { page })).rejects.toThrow(/sets a cookie/);
  });

  it("asks nobody about a file", async () => {
    const { response, context } = await ask("/logo.svg", { api: "http://127.0.0.1:1" });
    expect(response.headers.has("facet-scope")).toBe(false);
    expect(context.get(facetContext)).toBeNull();
  });

  it("lets a page show its own content while the service is down", async () => {
    const { response } = await ask("/", { api: "http://127.0.0.1:1" });
    expect(response.headers.get("facet-degraded")).toBe("api");
    expect(await response.json()).toMatchObject({ decision: { slots: {} } });
  });
});
