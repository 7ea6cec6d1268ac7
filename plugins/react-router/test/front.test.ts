import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createFacet } from "@facet/client";
import { startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { createFacetFront, facetContext, facetData } from "@facet/react-router/server";
import type { FacetData, RouterHandler, StoredPage } from "@facet/react-router/server";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

let service: RunningServer;

beforeAll(async () => {
  service = await startFacet();
});
afterAll(() => service.close());

/** A site in front of a handler that says what it was asked, and in what decision. */
function createSite({
  answer = (text: string) => new Response(text, { headers: { "content-type": "text/html" } }),
  reads = [] as readonly string[],
} = {}) {
  const rendered: string[] = [];
  const kept = new Map<string, StoredPage>();
  const handler: RouterHandler = async (request, context) => {
    const { pathname, search } = new URL(request.url);
    rendered.push(pathname + search);
    const slots = context === undefined ? {} : facetData(context).decision.slots;
    const texts = Object.values(slots).map(({ content }) => String(content));
    return answer(`${pathname}${search} ${texts.join(", ")} ${await request.text()}`);
  };
  const front = createFacetFront({
    facet: createFacet({ api: service.origin, timeoutMs: 5_000 }),
    handler,
    reads,
    store: { get: (key) => kept.get(key), set: (key, page) => void kept.set(key, page) },
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("user-agent", BROWSER);
    const response = await front(new Request(`http://site.test${path}`, { ...init, headers }));
    return { response, body: await response.text() };
  };
  return { ask, rendered, kept };
}

describe("the layer in front of React Router", () => {
  it("renders a page for many once, whatever else the query says", async () => {
    const { ask, rendered, kept } = createSite();
    const first = await ask("/?utm_campaign=winter&gclid=1");
    expect(first.body).toContain("Dry suits make January fine");
    expect(first.response.headers.get("set-cookie")).toMatch(/fct_v=/);
    const [cookie = ""] = first.response.headers.get("set-cookie")?.split(";", 1) ?? [];
    const headers = { cookie, "sec-purpose": "prefetch" };
    const again = await ask("/?utm_campaign=winter&gclid=2", { headers });
    expect(again.body).toBe(first.body);
    expect(again.response.headers.has("set-cookie")).toBe(false);
    expect(rendered).toEqual(["/"]);
    expect(
      [...kept.values()].flatMap(({ headers }) => headers.map(([name]) => name)),
    ).not.toContain("set-cookie");
  });

  it("tells browsers and shared caches what they may keep", async () => {
    const { ask } = createSite();
    const { headers } = (await ask("/about")).response;
    expect(headers.get("vary")).toBe("facet-key");
    expect(headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
    expect(headers.get("cdn-cache-control")).toBe("no-store");
  });

  it("keeps apart what a page reads of its query itself", async () => {
    const { ask, rendered } = createSite({ reads: ["page"] });
    await ask("/about?page=2&gclid=1");
    await ask("/about?gclid=2&page=2");
    await ask("/about?page=3");
    expect(rendered).toEqual(["/about?page=2", "/about?page=3"]);
  });

  it("renders a page of one visitor each time", async () => {
    const { ask, rendered, kept } = createSite();
    await ask("/account");
    const { response } = await ask("/account");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(rendered).toHaveLength(2);
    expect(kept.size).toBe(0);
  });

  it.each(["/?facet-form=a&facet-status=thanks", "/_.data", "/about.data?_routes=a"])(
    "keeps nothing of %s",
    async (path) => {
      const { ask, rendered, kept } = createSite();
      const { response } = await ask(path);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(rendered).toEqual([path]);
      expect(kept.size).toBe(0);
    },
  );

  it("decides for the page whose data is asked for", async () => {
    const { ask } = createSite();
    expect((await ask("/_.data?utm_campaign=winter")).body).toContain("Dry suits");
    expect((await ask("/about.data")).body).toContain("three paddlers");
  });

  it("passes a form on with its body", async () => {
    const { ask } = createSite();
    const { body } = await ask("/about", { method: "POST", body: "a=1" });
    expect(body).toContain("a=1");
  });

  it.each([
    ["fails", { status: 500 }],
    ["sets a cookie", { headers: { "set-cookie": "own=1" } }],
    ["is marked as private", { headers: { "cache-control": "private" } }],
  ])("keeps no page that %s", async (_, init) => {
    const { ask, kept } = createSite({ answer: (text) => new Response(text, init) });
    vi.stubEnv("NODE_ENV", "production");
    await ask("/about").finally(() => vi.unstubAllEnvs());
    expect(kept.size).toBe(0);
  });

  it("keeps no half of a page", async () => {
    const broken = () =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("<h1>Half")),
        pull: (controller) => controller.error(new Error("rendering failed")),
      });
    const { ask, kept } = createSite({ answer: () => new Response(broken()) });
    await expect(ask("/about")).rejects.toThrow("rendering failed");
    expect(kept.size).toBe(0);
  });

  it("answers HEAD from the store, and keeps nothing for it", async () => {
    const { ask, rendered } = createSite();
    await ask("/about", { method: "HEAD" });
    await ask("/about");
    const { body } = await ask("/about", { method: "HEAD" });
    expect(body).toBe("");
    expect(rendered).toHaveLength(2);
  });

  it("serves Facet's endpoint and leaves files and manifests to the site", async () => {
    const { ask, rendered } = createSite();
    expect(JSON.parse((await ask("/~facet/state?url=/")).body)).toHaveProperty("decisionId");
    await ask("/logo.svg");
    await ask("/__manifest?paths=/");
    expect(rendered).toEqual(["/logo.svg", "/__manifest?paths=/"]);
  });

  it("takes no headers of a visitor for a decision", async () => {
    const { ask } = createSite();
    await ask("/?utm_campaign=winter");
    const key = (await ask("/?utm_campaign=winter")).response.headers.get("facet-key") ?? "";
    const headers = { "facet-key": key, "facet-page": "home" };
    expect((await ask("/?utm_campaign=night", { headers })).body).toContain("northern lights");
  });
});

describe("the data of a page", () => {
  const REFUSED = "facet-form=trial.form&facet-status=error&facet-fields=phone";
  const kept = { form: "trial.form", values: [["phone", "+0 20"]] };
  const cookie = `fct_form=${Buffer.from(JSON.stringify(kept)).toString("base64url")}`;

  async function read(path: string): Promise<FacetData["decision"]> {
    const front = createFacetFront({
      facet: createFacet({ api: service.origin, timeoutMs: 5_000 }),
      handler: async (_, context) =>
        Response.json(context === undefined ? {} : facetData(context).decision),
      store: { get: () => undefined, set: () => {} },
    });
    const headers = { "user-agent": BROWSER, cookie };
    const response = await front(new Request(`http://site.test${path}`, { headers }));
    return (await response.json()) as FacetData["decision"];
  }

  it("has what became of a form, on the page itself and where the router fetches its data", async () => {
    const outcome = { ...kept, status: "error", wrong: ["phone"] };
    for (const pathname of ["/account", "/account.data", "/"]) {
      const path = `${pathname.replace(".data", "")}?${REFUSED}`;
      expect(await read(`${pathname}?${REFUSED}`)).toMatchObject({ path, outcome });
    }
  });

  it("has nothing of it where others share the page", async () => {
    expect(Object.keys(await read("/?gclid=1&facet-form=trial.form"))).toEqual(["slots"]);
  });

  it("has the address of a page of one visitor alone", async () => {
    expect(await read("/account?gclid=1")).toMatchObject({ path: "/account?gclid=1" });
  });

  it("is empty where nobody decided", async () => {
    const { RouterContextProvider } = await import("react-router");
    const context = new RouterContextProvider();
    expect(context.get(facetContext)).toBeNull();
    expect(facetData(context).decision.slots).toEqual({});
  });
});
