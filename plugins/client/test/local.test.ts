import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compileRuleFiles } from "@facet/compiler";
import { createFacet, slot } from "@facet/client";
import type { FacetDecision, FacetOptions } from "@facet/client";
import { createLocalSource, fetchRuleset } from "@facet/client/local";
import type { LocalSource } from "@facet/client/local";
import { requests } from "./requests.ts";
import { compiled, openService } from "./service.ts";

const API = "http://127.0.0.1:3000";
const NOW = Date.UTC(2026, 11, 5, 12);
const CITIES = new Map([
  ["5.255.255.5", "Москва"],
  ["8.8.8.8", "Mountain View"],
  ["185.3.32.1", "Казань"],
]);
const geo = {
  lookup: (ip: string) => {
    const city = CITIES.get(ip);
    return city === undefined ? undefined : { country: "RU", cities: new Map([["ru", city]]) };
  },
};

let rules: Awaited<ReturnType<typeof compiled>>;
let opened: Awaited<ReturnType<typeof openService>>;

const local = (options: object = {}) => createLocalSource({ ...rules, now: () => NOW, ...options });
const lines: string[] = [];
const facet = (options: Partial<FacetOptions> = {}) =>
  createFacet({ timeoutMs: 5_000, log: (line) => void lines.push(line), ...options });
const both = (ruleset: LocalSource) => facet({ ruleset, api: API, fetch: opened.fetch });
const page = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://site.example${path}`, { headers });

/** A site of one page that shows a label. */
async function siteWith(label: string) {
  const site = `{ version: 1, site: small, locales: [en], timeZone: UTC, pages: { home: { path: /home, slots: [cta] } }, slots: { cta: { type: cta, default: { label: ${label}, href: "#" } } } }`;
  const { artifact } = await compileRuleFiles(new Map([["site.yaml", site]]));
  if (artifact === undefined) throw new Error("the rules are broken");
  return { artifact, label };
}

beforeAll(async () => {
  rules = await compiled();
  opened = await openService({ now: () => NOW });
});
afterAll(() => opened.service.close());

describe("a rule set in this process", () => {
  it("says what the service says: 500 generated requests, equal slots and codes, byte for byte", async () => {
    // The place is told by headers: the service has another table of addresses.
    const service = await openService({ now: () => NOW, platformHeaders: "cloudflare" });
    const ours = local({ platformHeaders: "cloudflare" });
    const codes = new Set<string>();
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(requests(), async (body) => {
        const answer = await service.fetch(`${API}/v1/decide`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
        const theirs = (await answer.json()) as FacetDecision;
        const { decision } = await ours.decide(body);
        expect([theirs.degraded, decision.degraded]).toEqual([[], []]);
        expect(JSON.stringify(decision.slots)).toBe(JSON.stringify(theirs.slots));
        expect(decision.cache).toEqual(theirs.cache);
        expect([decision.rules, decision.page]).toEqual([theirs.rules, theirs.page]);
        expect(decision.clicks).toEqual(theirs.clicks);
        expect(decision.warnings).toEqual(theirs.warnings);
        compared++;
        if (decision.cache?.key !== undefined) codes.add(decision.cache.key);
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
    await service.service.close();
    expect(compared).toBe(500);
    expect(codes.size).toBeGreaterThan(20);
  });

  it("reads the codes that it gives", async () => {
    const decided = facet({ ruleset: local({ geo }) });
    const request = page("/okna?utm_term=недорогие окна");
    const { decision, code } = await decided.handle(request, { address: "5.255.255.5" });
    expect(slot(decision, "head")).toBe("Недорогие окна в Москве");
    const shared = await decided.fromCode("okna", code!);
    expect(shared?.slots).toEqual(decision.slots);
    expect(shared).toMatchObject({ page: "okna", cache: { key: code }, rules: decision.rules });
    expect(await decided.fromCode("still", code!)).toBeUndefined();
    expect(await decided.codes("okna")).toEqual([code]);
    expect(await decided.codes("nowhere")).toEqual([]);
  });

  it("hands out copies: what a page does to a decision reaches no other page", async () => {
    const decided = facet({ ruleset: local() });
    const first = (await decided.handle(page("/still"))).decision;
    Object.assign(first.slots["cta"]!.content as object, { label: "spoiled" });
    const second = (await decided.handle(page("/still"))).decision;
    expect(slot(second, "cta")).toEqual({ label: "Цена", href: "#lead" });
  });

  it.each(["/past", "/trial"])("decides %s as for somebody unknown, and says so", async (path) => {
    const { decision } = await facet({ ruleset: local() }).handle(page(path));
    expect(decision.degraded).toEqual(["visitor"]);
    expect(Object.keys(decision.slots).length).toBeGreaterThan(0);
  });

  it("knows that somebody who refused has no past", async () => {
    const request = page("/past", { cookie: "fct_c=none" });
    expect((await facet({ ruleset: local() }).handle(request)).decision.degraded).toEqual([]);
  });

  it("says where it had to do without a place", async () => {
    const { decision } = await facet({ ruleset: local() }).handle(page("/okna"), {
      address: "5.255.255.5",
    });
    expect(decision.degraded).toEqual(["geo"]);
  });

  it("has nowhere to report to, and says so", async () => {
    const decided = facet({ ruleset: local() });
    expect(await decided.track(page("/okna"), { event: "A" })).toMatchObject({
      ok: false,
      status: 503,
    });
    expect(await decided.lead(page("/okna"), { fields: {} })).toMatchObject({
      ok: false,
      message: expect.stringContaining('createFacet has no "api"'),
    });
  });

  it("answers the defaults for a page that it does not have, and says why", async () => {
    lines.length = 0;
    const decided = facet({ ruleset: local(), defaults: { head: "Windows" } });
    const { decision } = await decided.handle(page("/okna"), { decide: { page: "oknna" } });
    expect(slot(decision, "head")).toBe("Windows");
    expect(lines).toEqual([
      'facet: the rule set in this process was asked for: "oknna" is no page of the rule set; pages show their default content until it answers',
    ]);
  });
});

describe("a rule set in this process beside the service", () => {
  it("decides alone what needs no visitor", async () => {
    opened.calls.length = 0;
    const { scope, code, setCookies } = await both(local()).handle(
      page("/okna?utm_campaign=spring"),
    );
    expect([scope, setCookies]).toEqual(["shared", []]);
    expect(code).toMatch(/^[0-9a-z]{5}-/);
    expect(opened.calls).toEqual([]);
  });

  it.each([
    ["a page with history", "/past", {}],
    ["an experiment", "/trial", {}],
    ["a visitor whose phrase may be remembered", "/okna", { cookie: "fct_v=sealed" }],
    ["a visitor who takes consent back", "/still", { cookie: "fct_v=sealed; fct_c=none" }],
  ])("leaves %s to the service", async (_, path, headers) => {
    opened.calls.length = 0;
    const { decision } = await both(local()).handle(page(path, headers));
    expect(opened.calls).toEqual(["POST /v1/decide"]);
    expect(decision.degraded).toEqual([]);
  });

  it("decides what the service does not, as for somebody unknown", async () => {
    const down = facet({
      ruleset: local(),
      api: API,
      fetch: () => Promise.reject(new Error("down")),
    });
    const { decision, scope } = await down.handle(page("/past"));
    expect(decision.degraded).toEqual(["visitor"]);
    expect(scope).toBe("private");
    expect(Object.keys(decision.slots)).toEqual(["head", "note"]);
  });

  it("counts the visit when the page fetches its state", async () => {
    const decided = both(local());
    const state = (cookie: string, path: string) =>
      decided.handleEvents(
        page(`/~facet/state?url=${encodeURIComponent(path)}`, {
          "sec-fetch-site": "same-origin",
          "sec-fetch-mode": "cors",
          ...(cookie === "" ? {} : { cookie }),
        }),
      );
    const first = await state("", "/still");
    const [cookie = ""] = first.headers.getSetCookie();
    expect(cookie).toMatch(/^(?:__Host-)?fct_v=/);
    expect(await first.json()).toMatchObject({
      page: "still",
      offers: [],
      decisionId: expect.stringMatching(/^0/),
    });
    // The page that the service decides was counted by it already.
    const second = await state("", "/past");
    expect(second.headers.getSetCookie()).toEqual([]);
  });
});

describe("a rule set that is fetched", () => {
  it("is the service's, phrases included, and is fetched once while it is the same", async () => {
    opened.calls.length = 0;
    const ruleset = await fetchRuleset({
      api: API,
      fetch: opened.fetch,
      everyMs: 0,
      now: () => NOW,
    });
    expect(ruleset.revision()).toBe(rules.artifact.revision);
    const { decision } = await facet({ ruleset }).handle(page("/okna?utm_term=окна пвх"));
    expect(slot(decision, "head")).toBe("Окна ПВХ");
    await ruleset.refresh();
    expect(opened.calls).toEqual([
      "GET /v1/ruleset",
      "GET /v1/ruleset/keywords",
      "GET /v1/ruleset/texts",
      "GET /v1/ruleset",
    ]);
  });

  it("is replaced as a whole by the next one, and reads the codes of the three latest", async () => {
    const versions = await Promise.all(["A", "B", "C", "D"].map((label) => siteWith(label)));
    let [served] = versions;
    const ruleset = await fetchRuleset({
      api: API,
      everyMs: 0,
      log: (line) => void lines.push(line),
      fetch: async () => Response.json(served?.artifact),
    });
    const decided = facet({ ruleset });
    const codes: string[] = [];
    for (const version of versions) {
      served = version;
      await ruleset.refresh();
      expect(ruleset.revision()).toBe(version.artifact.revision);
      const { decision, code = "" } = await decided.handle(page("/home"));
      expect(slot(decision, "cta")).toEqual({ label: version.label, href: "#" });
      codes.push(code);
    }
    expect(new Set(codes).size).toBe(4);
    const fresh = facet({ ruleset });
    const read = await Promise.all(codes.map((code) => fresh.fromCode("home", code)));
    const labels = read.map((shared) => shared && slot(shared, "cta"));
    expect(labels).toEqual([undefined, ...["B", "C", "D"].map((label) => ({ label, href: "#" }))]);
  });

  it("is asked for again and again until it is closed", async () => {
    let asked = 0;
    const { artifact } = await siteWith("A");
    const ruleset = await fetchRuleset({
      api: API,
      everyMs: 5,
      fetch: async () => (asked++, Response.json(artifact)),
    });
    await vi.waitFor(() => expect(asked).toBeGreaterThan(2));
    ruleset.close();
    await ruleset.refresh();
    const last = asked;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBe(last);
  });

  it("stays in use through anything that the service answers, with one line in the log for each", async () => {
    let broken: (() => Promise<Response>) | undefined;
    const log: string[] = [];
    const ruleset = await fetchRuleset({
      api: API,
      everyMs: 0,
      timeoutMs: 300,
      log: (line) => void log.push(line),
      fetch: (input, init) => broken?.() ?? opened.fetch(input, init),
    });
    const faults: (() => Promise<Response>)[] = [
      () => Promise.reject(new Error("down")),
      async () => new Response("no", { status: 500 }),
      async () => new Response("<h1>Login</h1>"),
      async () => Response.json({ revision: "r_000000000000", site: {} }),
      async () => Response.json({ ...rules.artifact, schemaVersion: 99 }),
      () => new Promise(() => undefined),
    ];
    for (const fault of [...faults, ...faults]) {
      broken = fault;
      await ruleset.refresh();
      expect(ruleset.revision()).toBe(rules.artifact.revision);
    }
    expect(log).toHaveLength(faults.length);
    for (const line of log) {
      expect(line).toContain("the rule set that was fetched last stays in use");
    }
    broken = undefined;
    await ruleset.refresh();
    expect(ruleset.revision()).toBe(rules.artifact.revision);
  });

  it("is none while nothing could be fetched: the service is asked, or the defaults are shown", async () => {
    const log: string[] = [];
    const ruleset = await fetchRuleset({
      api: API,
      everyMs: 0,
      log: (line) => void log.push(line),
      fetch: async () => new Response("", { status: 503 }),
    });
    expect(log).toEqual([
      `facet: ${API} answered 503 when asked for its rule set; there is no rule set to decide by until it answers`,
    ]);
    expect(ruleset.revision()).toBeUndefined();
    const alone = await facet({ ruleset, defaults: { head: "Windows" } }).handle(page("/okna"));
    expect(slot(alone.decision, "head")).toBe("Windows");
    expect(alone.decision.degraded).toEqual(["rules"]);
    expect(Object.keys((await both(ruleset).handle(page("/past"))).decision.slots)).toEqual([
      "head",
      "note",
    ]);
  });
});

it("the whole service runs in the site's process, without a socket", async () => {
  const whole = facet({ api: "http://127.0.0.1", fetch: opened.fetch });
  const { decision, setCookies } = await whole.handle(page("/past"));
  expect(decision.degraded).toEqual([]);
  const cookie = setCookies[0]!.split(";")[0]!;
  const again = await whole.handle(page("/past?utm_source=mail", { cookie }));
  expect(slot(again.decision, "head")).toBe("С возвращением");
});
