import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { request } from "node:http";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { freePort } from "@facet/leak-suite";
import { startOrigin } from "./origin.ts";
import type { Origin } from "./origin.ts";
import { describeBehind, PROXIES, startProxy } from "./proxies.ts";
import type { RunningProxy } from "./proxies.ts";

const PUBLIC = {
  "content-type": "text/html",
  "cache-control": "private, max-age=0, must-revalidate",
  "cdn-cache-control": "public, max-age=300, stale-while-revalidate=600",
  "cache-tag": "facet,facet-page-home",
  vary: "facet-key",
};
const CODE = "abcde-1.AAAAAAAA";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let rendered = 0;
const page =
  (headers: Record<string, string>, status = 200): Answer =>
  (_, response) => {
    rendered += 1;
    response.writeHead(status, headers).end(`page ${rendered} ${"long ".repeat(500)}`);
  };
const gate =
  (headers: Record<string, string>, status = 204): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end();
const SHARED = gate({ "facet-key": CODE, "facet-page": "home", "set-cookie": "fct_v=mine" });

for (const name of PROXIES) {
  describeBehind(name, () => {
    let answers: { readonly gate: Answer; readonly page: Answer };
    let origin: Origin;
    let proxy: RunningProxy;
    let count = 0;
    beforeAll(async () => {
      answers = { gate: SHARED, page: page(PUBLIC) };
      origin = await startOrigin((asked, response) => {
        const isGate = asked.url?.startsWith("/~facet/gate") === true;
        answers[isGate ? "gate" : "page"](asked, response);
      });
      proxy = await startProxy(name, { origin: origin.url, port: await freePort() });
    });
    afterAll(async () => {
      await proxy?.close();
      await origin?.close();
    });
    afterEach(() => {
      answers = { gate: SHARED, page: page(PUBLIC) };
      (origin.arrived as unknown[]).length = 0;
    });

    const ask = async (path: string, headers: Record<string, string> = {}, method = "GET") => {
      const response = await fetch(proxy.origin + path, { headers, method, redirect: "manual" });
      return { status: response.status, headers: response.headers, body: await response.text() };
    };
    /** A path that nobody asked for yet. */
    const fresh = () => `/page-${(count += 1)}`;

    it("keeps a page by its path and code, whatever ad ids come with it", async () => {
      const path = fresh();
      const first = await ask(`${path}?utm_campaign=a&gclid=1`);
      const second = await ask(`${path}?yclid=2`);
      expect(second.body).toBe(first.body);
      expect(origin.pages().map(({ url }) => url)).toEqual([path]);
      answers = { ...answers, gate: gate({ "facet-key": "abcde-2.AAAAAAAA" }) };
      expect((await ask(path)).body).not.toBe(first.body);
    });

    it("gives each visitor the cookie of their own gate's answer, and keeps none", async () => {
      const path = fresh();
      expect((await ask(path)).headers.getSetCookie()).toEqual(["fct_v=mine"]);
      answers = { ...answers, gate: gate({ "facet-key": CODE, "set-cookie": "fct_v=yours" }) };
      expect((await ask(path)).headers.getSetCookie()).toEqual(["fct_v=yours"]);
      answers = { ...answers, gate: gate({ "facet-key": CODE }) };
      expect((await ask(path)).headers.getSetCookie()).toEqual([]);
      expect(origin.pages()).toHaveLength(1);
    });

    it("tells the gate the page, the method and the visitor's headers", async () => {
      const path = fresh();
      await ask(`${path}?a=%20b`, { cookie: "fct_v=x", "sec-fetch-site": "cross-site" }, "HEAD");
      const asked = origin.arrived.find(({ url }) => url === "/~facet/gate");
      expect(asked?.headers).toMatchObject({
        "x-original-url": `${proxy.origin}${path}?a=%20b`,
        "x-original-method": "HEAD",
        cookie: "fct_v=x",
        "sec-fetch-site": "cross-site",
      });
    });

    it("drops what a client says that only a proxy may say", async () => {
      const forged = {
        "facet-key": "abcde-9.BBBBBBBB",
        "facet-page": "about",
        "facet-scope": "static",
        "facet-decision": "d",
        "x-original-url": "/account",
        "x-original-method": "POST",
        "x-forwarded-host": "evil.example",
        "x-facet-cookie": "fct_v=planted",
        forwarded: "host=evil.example",
      };
      const answer = await ask(fresh(), forged);
      expect(answer.headers.getSetCookie()).toEqual(["fct_v=mine"]);
      for (const { headers, url } of origin.arrived) {
        expect(headers["facet-key"]).toBe(url === "/~facet/gate" ? undefined : CODE);
        expect(headers["facet-scope"]).toBeUndefined();
        expect(headers["facet-decision"]).toBeUndefined();
        expect(JSON.stringify(headers)).not.toMatch(/evil|\/account/);
      }
    });

    it("names one host to the origin, whatever the client calls it", async () => {
      const url = new URL(proxy.origin + fresh());
      const asked = request(url, { headers: { host: "evil.example" } });
      asked.end();
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      answer.resume();
      expect(JSON.stringify(origin.pages()[0]?.headers)).not.toContain("evil.example");
    });

    it.each<[string, Answer]>([
      ["sets a cookie of its own", page({ ...PUBLIC, "set-cookie": "basket=1" })],
      ["is not called public", page({ ...PUBLIC, "cdn-cache-control": "no-store" })],
      ["says nothing of caches", page({ "content-type": "text/html" })],
      ["is an error", page(PUBLIC, 500)],
      ["is not there", page(PUBLIC, 404)],
    ])("does not keep a page that %s", async (_, answer) => {
      const path = fresh();
      answers = { ...answers, page: answer };
      const first = await ask(path);
      expect((await ask(path)).body).not.toBe(first.body);
    });

    it("does not keep a private page, and sends its query and cookies on", async () => {
      const path = `${fresh()}?order=7`;
      const cookie = "fct_v=x; session=y";
      answers = { ...answers, gate: gate({ "facet-key": "private" }) };
      const first = await ask(path, { cookie });
      expect((await ask(path, { cookie })).body).not.toBe(first.body);
      expect(origin.pages().map(({ url }) => url)).toEqual([path, path]);
      expect(origin.pages()[0]?.headers.cookie).toBe(cookie);
    });

    it("does not keep what comes with a login", async () => {
      const path = fresh();
      const authorization = "Basic YTpi";
      const first = await ask(path, { authorization });
      expect((await ask(path, { authorization })).body).not.toBe(first.body);
      expect((await ask(path)).body).not.toBe(first.body);
    });

    it.each<[string, Answer]>([
      ["is not there", gate({}, 404)],
      ["fails", gate({ "facet-key": CODE }, 500)],
      ["refuses", gate({ "facet-key": CODE }, 403)],
      ["cuts the connection", (_, response) => void response.destroy()],
      ["answers nonsense", gate({ "facet-key": "../../etc" })],
      ["hangs", () => undefined],
    ])("shows the page as private where the gate %s", async (_, broken) => {
      const path = fresh();
      answers = { ...answers, gate: broken };
      const first = await ask(path);
      expect(first.status).toBe(200);
      expect((await ask(path)).body).not.toBe(first.body);
    });

    it("asks no gate for assets, posts of events and forms", async () => {
      await ask(`/app-${(count += 1)}.css`);
      await ask("/~facet/track", {}, "POST");
      expect(origin.arrived.filter(({ url }) => url === "/~facet/gate")).toEqual([]);
      expect(origin.arrived).toHaveLength(2);
    });

    it("does not let clients ask the gate", async () => {
      expect((await ask("/~facet/gate?x", { "x-original-url": proxy.origin })).status).toBe(404);
      expect(origin.arrived).toEqual([]);
    });

    it("keeps its own caching headers from clients and caches further out", async () => {
      const { headers } = await ask(fresh());
      expect(headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
      expect(headers.get("cdn-cache-control")).toBeNull();
      expect(headers.get("cache-tag")).toBeNull();
    });

    it("asks about the pages alone that are named", async () => {
      const some = await startProxy(name, {
        origin: origin.url,
        port: await freePort(),
        pages: ["/", "/windows/*"],
      });
      try {
        for (const path of ["/?a", "/windows/oak?a=1", "/windows", "/other"]) {
          await (await fetch(some.origin + path)).text();
        }
      } finally {
        await some.close();
      }
      const asked = origin.arrived.filter(({ url }) => url === "/~facet/gate");
      expect(asked.map(({ headers }) => headers["x-original-url"])).toEqual([
        `${some.origin}/?a`,
        `${some.origin}/windows/oak?a=1`,
      ]);
      expect(origin.pages().map(({ url }) => url)).toEqual([
        "/",
        "/windows/oak",
        "/windows",
        "/other",
      ]);
    });

    it("sends a page compressed or not, as the client reads it", async () => {
      const path = fresh();
      const raw = async (encoding: string) => {
        const asked = request(proxy.origin + path, { headers: { "accept-encoding": encoding } });
        asked.end();
        const [answer] = (await once(asked, "response")) as [IncomingMessage];
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        const body = Buffer.concat(chunks);
        return answer.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
      };
      const plain = await raw("identity");
      expect((await raw("gzip")).equals(plain)).toBe(true);
      expect(plain.toString()).toMatch(/^page \d+ long/);
      expect(origin.pages()).toHaveLength(1);
    });
  });
}

describeBehind("varnish", () => {
  it("forgets the pages of a tag, and nothing of others", async () => {
    let tag = "facet,facet-page-home";
    const origin = await startOrigin((asked, response) => {
      const isGate = asked.url?.startsWith("/~facet/gate") === true;
      const answer = isGate ? SHARED : page({ ...PUBLIC, "cache-tag": tag });
      answer(asked, response);
    });
    const proxy = await startProxy("varnish", { origin: origin.url, port: await freePort() });
    const read = async (path: string) => (await fetch(proxy.origin + path)).text();
    const ban = async (name: string) =>
      (await fetch(proxy.origin, { method: "BAN", headers: { "cache-tag": name } })).status;
    try {
      const home = await read("/");
      tag = "facet,facet-page-home2";
      const other = await read("/other");
      expect(await ban("facet-page-home")).toBe(200);
      expect(await read("/")).not.toBe(home);
      expect(await read("/other")).toBe(other);
      expect(await ban('a" && obj.status')).toBe(400);
    } finally {
      await proxy.close();
      await origin.close();
    }
  });
});
