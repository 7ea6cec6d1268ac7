import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFacet, slot, stateTag } from "@facet/client";
import type { Facet, FacetOptions } from "@facet/client";
import { DECISION } from "./api-server.ts";
import { answer, createFaultyApi, endless } from "./faulty-api.ts";
import type { Fault, FaultyApi } from "./faulty-api.ts";

const good = answer("200 OK", JSON.stringify(DECISION));
const BUDGET_MS = 120;
// Many times the budget: a machine under load is late, a call that waits for its server is lost.
const PATIENCE_MS = 10_000;

let api: FaultyApi | undefined;
let lines: string[] = [];

afterEach(async () => {
  await api?.close();
  api = undefined;
  lines = [];
});

const client = (options: Partial<FacetOptions> = {}): Facet =>
  createFacet({
    timeoutMs: BUDGET_MS,
    log: (line) => void lines.push(line),
    defaults: { "hero.headline": "Windows" },
    ...options,
  });
const view = () => new Request("http://site.example/okna");
const inTime = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("no answer")), PATIENCE_MS).unref();
    }),
  ]);

interface Row {
  readonly name: string;
  readonly fault: Fault;
  /** What the log says of it. */
  readonly says: RegExp;
}

const rows: readonly Row[] = [
  { name: "accepts and says nothing", fault: () => undefined, says: /no answer within \d+ ms/ },
  { name: "trickles spaces", fault: endless(" ", 5), says: /no answer within \d+ ms/ },
  {
    name: "sends its headers one letter at a time",
    fault(socket) {
      const head = "HTTP/1.1 200 OK\r\n".repeat(50);
      let at = 0;
      const timer = setInterval(() => socket.write(head[at++] ?? " "), 20);
      socket.on("close", () => clearInterval(timer));
    },
    says: /no answer within \d+ ms/,
  },
  {
    name: "cuts every connection",
    fault: (socket) => void socket.destroy(),
    says: /no connection/,
  },
  {
    name: "cuts in the middle of the answer",
    fault(socket) {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{");
      setTimeout(() => socket.destroy(), 5);
    },
    says: /no connection/,
  },
  { name: "speaks no HTTP", fault: (socket) => void socket.end("SSH-2.0-x\r\n"), says: /no conn/ },
  { name: "answers garbage", fault: answer("200 OK", '{"slots":{'), says: /something else/ },
  { name: "answers nothing", fault: answer("200 OK", ""), says: /something else/ },
  { name: "answers a number", fault: answer("200 OK", "7"), says: /something else/ },
  {
    name: "answers another shape",
    fault: answer("200 OK", JSON.stringify({ ...DECISION, slots: [] })),
    says: /something else/,
  },
  {
    name: "answers a login page",
    fault: answer("200 OK", "<h1>Log in</h1>", "content-type: text/html"),
    says: /something else/,
  },
  {
    name: "redirects",
    fault: answer("302 Found", "", "location: https://login.invalid/"),
    says: /answered 302/,
  },
  { name: "answers 500", fault: answer("500 Oops", '{"title":"Broken"}'), says: /500: Broken/ },
  {
    name: "answers 502 in HTML",
    fault: answer("502 Bad Gateway", "<h1>nginx</h1>", "content-type: text/html"),
    says: /answered 502/,
  },
  { name: "answers 503", fault: answer("503 Later", "{}"), says: /answered 503/ },
  {
    name: "limits the rate",
    fault: answer("429 Slow", '{"detail":"Too many calls."}'),
    says: /429: Too many calls;/,
  },
  {
    name: "answers without end",
    fault: endless("x".repeat(1_048_576), 1),
    says: /more than 4194304 bytes|no answer within/,
  },
];

describe.each(rows)("a service that $name", ({ fault, says }) => {
  it("costs the page its content, no more: defaults, a flag, one line, and all again once it is well", async () => {
    api = await createFaultyApi(fault);
    const facet = client({ api: api.url });
    for (let visit = 0; visit < 4; visit++) {
      const result = await inTime(facet.handle(view()));
      expect(slot(result.decision, "hero.headline")).toBe("Windows");
      expect(result.decision.degraded).toEqual(["api"]);
      expect(result.scope).toBe("private");
      expect(result.setCookies).toEqual([]);
      expect(result.responseHeaders.get("facet-degraded")).toBe("api");
      expect(result.responseHeaders.get("cache-control")).toBe("private, no-store");
      expect([...result.pageHeaders]).toEqual([]);
      expect(result.requestHeaders.get("facet-key")).toBe("private");
    }
    expect(await inTime(facet.fromCode("okna", "aaaaa-0"))).toBeUndefined();
    expect(await inTime(facet.codes("okna"))).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(says);
    expect(lines[0]).toContain(`facet: ${api.url} `);

    api.fault = good;
    await vi.waitFor(
      async () => {
        const { decision } = await facet.handle(view());
        expect(slot(decision, "hero.headline")).toBe("Cheap windows");
        expect(decision.degraded).toEqual([]);
      },
      { timeout: PATIENCE_MS, interval: 50 },
    );
    expect(lines).toHaveLength(1);
  });
});

describe("a service that answers anything", () => {
  it("never makes a page fail, whatever part of its answer is something else", async () => {
    const cache = { scope: "shared", key: "aaaaa-1", maxAge: 1, swr: 1, tags: ["a"], varies: [] };
    const whole: Record<string, unknown> = { ...DECISION, cache };
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom("x\r\nset-cookie: a=1", "\ud800", "\u0000", "__proto__", -1, 1e308, [[]]),
    );
    const place = fc.oneof(
      fc.constantFrom(...Object.keys(whole)).map((name) => [name]),
      fc.constantFrom(...Object.keys(cache)).map((name) => ["cache", name]),
      fc.constantFrom("hero.headline", "__proto__").map((name) => ["slots", name]),
    );
    const property = fc.asyncProperty(place, hostile, async ([part = "", inner], value) => {
      const owner = whole[part];
      const changed =
        inner === undefined
          ? value
          : Object.fromEntries([...Object.entries(owner ?? {}), [inner, value]]);
      const body = JSON.stringify({ ...whole, [part]: changed });
      const facet = client({ api: "http://127.0.0.1:1", fetch: async () => new Response(body) });
      const result = await facet.handle(view());
      stateTag(result.decision);
      slot(result.decision, "hero.headline");
      expect(["private", "shared", "static"]).toContain(result.scope);
      expect(result.code === undefined).toBe(result.scope === "private");
    });
    await fc.assert(property, { numRuns: 1_000 });
  });
});

describe("a service that is not there", () => {
  it("is flagged and logged by its system's own word", async () => {
    api = await createFaultyApi(good);
    const { url } = api;
    await api.close();
    const { decision } = await inTime(client({ api: url }).handle(view()));
    expect(decision.degraded).toEqual(["api"]);
    expect(lines).toEqual([
      `facet: ${url} no connection (ECONNREFUSED); pages show their default content until it answers`,
    ]);
  });

  it("by name is flagged as well", async () => {
    const missing: typeof fetch = () =>
      Promise.reject(
        new TypeError("fetch failed", {
          cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }),
        }),
      );
    await client({ api: "http://facet.invalid", fetch: missing }).handle(view());
    expect(lines[0]).toContain("ENOTFOUND");
  });
});

describe("a connection that breaks before there is an answer", () => {
  it("is tried once more, and nobody notices", async () => {
    api = await createFaultyApi((socket, call) => {
      if (call === 1) socket.destroy();
      else good(socket, call);
    });
    const { decision } = await inTime(client({ api: api.url, timeoutMs: 5_000 }).handle(view()));
    expect(decision.degraded).toEqual([]);
    expect([api.calls(), lines]).toEqual([2, []]);
  });

  it("is not tried a third time, and not where the time is over", async () => {
    api = await createFaultyApi((socket) => void socket.destroy());
    await inTime(client({ api: api.url, timeoutMs: 5_000 }).handle(view()));
    expect(api.calls()).toBe(2);
    api.fault = () => undefined;
    await inTime(client({ api: api.url }).handle(view()));
    expect(api.calls()).toBe(3);
  });
});

describe("the time budget", () => {
  it("holds over a fetch that never answers and hears no signal", async () => {
    const deaf = client({ api: "http://127.0.0.1:1", fetch: () => new Promise(() => undefined) });
    expect((await inTime(deaf.handle(view()))).decision.degraded).toEqual(["api"]);
  });

  it("holds over a body that never ends and hears no signal, which is given up", async () => {
    let isGivenUp = false;
    const deaf = client({
      api: "http://127.0.0.1:1",
      fetch: async () =>
        new Response(
          new ReadableStream({
            async pull(controller) {
              await new Promise((resolve) => setTimeout(resolve, 5));
              controller.enqueue(new TextEncoder().encode(" "));
            },
            cancel: () => void (isGivenUp = true),
          }),
        ),
    });
    expect((await inTime(deaf.handle(view()))).decision.degraded).toEqual(["api"]);
    await vi.waitFor(() => expect(isGivenUp).toBe(true));
  });

  it("holds over a fetch that throws before it returns a promise", async () => {
    const odd = client({
      api: "http://127.0.0.1:1",
      fetch: () => {
        throw new Error("odd");
      },
    });
    expect((await inTime(odd.handle(view()))).decision.degraded).toEqual(["api"]);
  });
});

describe("events", () => {
  it("are sent again with one id while the service cannot take them", async () => {
    const ids: string[] = [];
    let calls = 0;
    const facet = client({
      api: "http://127.0.0.1:1",
      fetch: async (_, init) => {
        ids.push((JSON.parse(String(init?.body)) as { messageId: string }).messageId);
        calls++;
        if (calls === 1) throw new TypeError("fetch failed");
        if (calls === 2) throw new TypeError("fetch failed");
        if (calls === 3) return new Response("", { status: 503 });
        return Response.json({ success: true });
      },
    });
    expect(await facet.track(view(), { event: "Guide Downloaded" })).toEqual({
      ok: true,
      cookies: [],
    });
    expect(calls).toBe(4);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    await facet.track(view(), { event: "Guide Downloaded" });
    expect(new Set(ids).size).toBe(2);
  });

  it("are not sent again where the service refuses them", async () => {
    api = await createFaultyApi(answer("400 No", '{"detail":"no event"}'));
    expect(await client({ api: api.url }).track(view(), { event: "A" })).toMatchObject({
      ok: false,
      status: 400,
    });
    expect(api.calls()).toBe(1);
  });
});
