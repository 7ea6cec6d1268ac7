import { beforeAll, describe, expect, it } from "vitest";
import { makeKey } from "../../src/access/key-text.ts";
import type { Route } from "../../src/http/route.ts";
import { createDocument, type OpenApiDocument } from "../../src/openapi/document.ts";
import { cookiePair, fixedRules, NOW, testApp } from "../fixtures/app.ts";
import { testKey } from "../fixtures/keys.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

/**
 * Who may call what: every route of the service is listed here, so that a new one is looked at.
 * `open`: everybody · `page`: any key of the site · `server`: a secret key of the site.
 */
const ACCESS: Readonly<Record<string, "open" | "page" | "server">> = {
  "POST /v1/decide": "page",
  "GET /v1/decide": "page",
  "POST /v1/explain": "server",
  "POST /ofrep/v1/evaluate/flags": "page",
  "POST /ofrep/v1/evaluate/flags/{flag}": "page",
  "POST /v1/track": "page",
  "POST /v1/t": "page",
  "POST /v1/identify": "page",
  "POST /v1/i": "page",
  "POST /v1/page": "page",
  "POST /v1/p": "page",
  "POST /v1/screen": "page",
  "POST /v1/s": "page",
  "POST /v1/group": "page",
  "POST /v1/g": "page",
  "POST /v1/alias": "page",
  "POST /v1/a": "page",
  "POST /v1/batch": "page",
  "POST /v1/b": "page",
  "POST /v1/import": "page",
  "GET /v1/projects/{key}/settings": "page",
  "GET /v1/quarantine": "server",
  "POST /v1/quarantine/replay": "server",
  "POST /v1/quarantine/{id}/replay": "server",
  "POST /v1/leads": "page",
  "GET /v1/leads": "server",
  "POST /v1/leads/{id}/release": "server",
  "GET /v1/visitors/{id}": "server",
  "GET /v1/visitors/{id}/export": "server",
  "GET /v1/visitors/{id}/access": "server",
  "DELETE /v1/visitors/{id}": "server",
  "GET /v1/rules": "server",
  "GET /v1/pages/{page}/codes": "server",
  "GET /v1/pages/{page}/inputs": "server",
  "GET /v1/render/{page}/{code}": "page",
  "GET /v1/ruleset": "server",
  "GET /v1/ruleset/keywords": "server",
  "GET /v1/ruleset/texts": "server",
  "POST /v1/lint": "server",
  "POST /v1/coverage": "server",
  "GET /v1/reports/keywords": "server",
  "GET /metrics": "server",
  "GET /healthz": "open",
  "GET /readyz": "open",
  "GET /": "open",
  "GET /docs": "open",
  "GET /openapi.json": "open",
};

/** In the rules, the visitors and the events of site A alone. */
const MARKER = "MARKER-OF-A";
const VISITOR = "visitor-of-a";
const PAGE = "https://shop.example/okna";

const CALLERS = [
  "nobody",
  "pageA",
  "serverA",
  "pageB",
  "serverB",
  "revoked",
  "unknown",
  "malformed",
] as const;
type CallerName = (typeof CALLERS)[number];

/** What a caller gets of a route: through, or refused with a status. */
const EXPECTED: Readonly<
  Record<"open" | "page" | "server", Readonly<Record<CallerName, "in" | 401 | 403>>>
> = {
  open: {
    nobody: "in",
    pageA: "in",
    serverA: "in",
    pageB: "in",
    serverB: "in",
    revoked: "in",
    unknown: "in",
    malformed: "in",
  },
  page: {
    nobody: 401,
    pageA: "in",
    serverA: "in",
    pageB: "in",
    serverB: "in",
    revoked: 401,
    unknown: 401,
    malformed: 401,
  },
  server: {
    nobody: 401,
    pageA: 403,
    serverA: "in",
    pageB: 403,
    serverB: "in",
    revoked: 401,
    unknown: 401,
    malformed: 401,
  },
};

function nameOf({ method, path }: Pick<Route, "method" | "path">): string {
  return `${method} ${path}`;
}

function rulesOf(site: string, headline: string) {
  const slots = {
    ...artifact.slots,
    "hero.headline": { type: "text" as const, default: { en: { value: headline } } },
  };
  return fixedRules(shop({ site: { ...artifact.site, id: site }, slots, rules: [] }));
}

async function twoSites() {
  const keys = {
    pageA: await testKey("publishable", "a"),
    serverA: await testKey("secret", "a"),
    pageB: await testKey("publishable", "b"),
    serverB: await testKey("secret", "b"),
    revoked: await testKey("secret", "a", { revokedAt: NOW }),
  };
  const texts: Readonly<Record<CallerName, string>> = {
    nobody: "",
    ...Object.fromEntries(Object.entries(keys).map(([name, { text }]) => [name, text])),
    unknown: makeKey("secret"),
    malformed: "sk_mistyped",
  } as Record<CallerName, string>;
  const app = await testApp({
    folders: [
      { name: "a", rulesets: rulesOf("a", MARKER) },
      { name: "b", rulesets: rulesOf("b", "of b") },
    ],
    keys: Object.values(keys).map(({ key }) => key),
  });
  const bearer = (caller: CallerName): Record<string, string> =>
    texts[caller] === "" ? {} : { Authorization: `Bearer ${texts[caller]}` };
  const document = createDocument(app.routes, "1");

  /** Calls a route as the reference says, about what is site A's where it names anything. */
  function call(route: Route, caller: CallerName, ids: Readonly<Record<string, string>> = {}) {
    const given: Readonly<Record<string, string>> = {
      // Whoever may erase is let in all the same where there is nobody.
      id: route.method === "DELETE" ? "nobody" : VISITOR,
      key: texts[caller] || "-",
      page: "okna",
      flag: "hero.headline",
      code: cache?.key ?? "none",
      ...ids,
    };
    const path = route.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
      const value = given[name];
      if (value === undefined) throw new Error(`no value for ${name} of ${route.path}`);
      return value;
    });
    const headers = { ...bearer(caller), Cookie: cookieOfA };
    if (route.method !== "POST") return app.request(path, { method: route.method, headers });
    const body = bodyOf(document, route.path);
    // What the visitor's browser is like is a server's to say.
    const own = caller.startsWith("page") && "userAgent" in body ? { url: PAGE } : body;
    return app.post(path, own, headers);
  }

  const visitor = (caller: CallerName) =>
    app.request(`/v1/visitors/${VISITOR}`, { headers: bearer(caller) });
  const decided = await app.post(
    "/v1/decide",
    { url: PAGE, visitorId: VISITOR },
    bearer("serverA"),
  );
  const { cookies, cache } = (await decided.json()) as {
    cookies: string[];
    cache?: { key?: string };
  };
  const cookieOfA = cookiePair(cookies[0]);
  await app.post(
    "/v1/identify",
    { userId: VISITOR, traits: { company: MARKER }, context: {} },
    bearer("serverA"),
  );
  return { ...app, document, call, visitor, bearer };
}

/** The example of the reference. */
function bodyOf(document: OpenApiDocument, path: string): object {
  const body = document.paths[path]?.["post"]?.requestBody;
  const example: unknown = body?.content["application/json"]?.example;
  return typeof example === "object" && example !== null ? example : {};
}

async function textOf(response: Response): Promise<string> {
  return `${JSON.stringify([...response.headers])}${await response.text()}`;
}

describe("every route", () => {
  let service: Awaited<ReturnType<typeof twoSites>>;
  beforeAll(async () => {
    service = await twoSites();
  });

  it("is listed above with who may call it", () => {
    const served = service.routes.map(nameOf);
    expect(served.toSorted()).toEqual(Object.keys(ACCESS).toSorted());
  });

  it("says in the reference which keys it takes", () => {
    for (const route of service.routes) {
      const operation = service.document.paths[route.path]?.[route.method.toLowerCase()];
      const schemes = operation?.security.flatMap((way) => Object.keys(way)) ?? [];
      const access = ACCESS[nameOf(route)] ?? "open";
      expect([nameOf(route), schemes.includes("secretKey")]).toEqual([
        nameOf(route),
        access !== "open",
      ]);
      expect([nameOf(route), schemes.includes("publishableKey")]).toEqual([
        nameOf(route),
        access === "page",
      ]);
      const refusals = access === "open" ? ["403"] : ["401", "403", "429"];
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(refusals));
    }
  });

  it.each(CALLERS)("lets in or refuses %s", async (caller) => {
    for (const route of service.routes) {
      const access = ACCESS[nameOf(route)] ?? "server";
      const { status } = await service.call(route, caller);
      // A secret key in an address may be read by others: it is no key there.
      const isLeaked = route.path.includes("{key}") && caller.startsWith("server");
      const expected = isLeaked ? 401 : EXPECTED[access][caller];
      const isIn = status < 500 && ![401, 403, 429].includes(status);
      expect(`${nameOf(route)} ${isIn ? "in" : status}`).toBe(`${nameOf(route)} ${expected}`);
    }
  });

  it("gives site A what is marked as A's: the marks are there to be found", async () => {
    const answers = await Promise.all(
      service.routes.map(
        async (route) =>
          [nameOf(route), await textOf(await service.call(route, "serverA"))] as const,
      ),
    );
    const marked = answers.filter(([, text]) => text.includes(MARKER)).map(([name]) => name);
    expect(marked).toEqual(
      expect.arrayContaining([
        "POST /v1/decide",
        "GET /v1/visitors/{id}",
        "GET /v1/visitors/{id}/export",
      ]),
    );
  });

  it("gives keys of site B nothing of site A", async () => {
    for (const caller of [
      "pageB",
      "serverB",
      "revoked",
      "unknown",
      "malformed",
      "nobody",
    ] as const) {
      for (const route of service.routes) {
        const text = await textOf(await service.call(route, caller));
        expect(`${nameOf(route)} ${caller} ${text.includes(MARKER)}`).toBe(
          `${nameOf(route)} ${caller} false`,
        );
      }
    }
  });
});

describe("keys of site B", () => {
  it("change nothing of site A, whatever they name", async () => {
    const service = await twoSites();
    const before = await (await service.visitor("serverA")).json();
    for (const caller of ["pageB", "serverB"] as const) {
      for (const route of service.routes) {
        if (route.method !== "GET") await service.call(route, caller, { id: VISITOR });
      }
      const about = { userId: VISITOR, anonymousId: VISITOR, visitorId: VISITOR };
      await service.post("/v1/track", { ...about, event: "Stolen" }, service.bearer(caller));
      await service.post(
        "/v1/identify",
        { ...about, traits: { company: "stolen" } },
        service.bearer(caller),
      );
      await service.post(
        "/v1/alias",
        { userId: "other", previousId: VISITOR },
        service.bearer(caller),
      );
    }
    expect(await (await service.visitor("serverA")).json()).toEqual(before);
  });

  it("cannot tell a visitor of site A from nobody", async () => {
    const service = await twoSites();
    const strip = async (response: Response) => {
      const { instance: _, ...problem } = (await response.json()) as { instance: string };
      return { status: response.status, problem };
    };
    const ofA = await strip(await service.visitor("serverB"));
    const headers = service.bearer("serverB");
    const nobody = await strip(await service.request("/v1/visitors/nobody", { headers }));
    expect(ofA).toEqual(nobody);
    expect(ofA.status).toBe(404);
  });

  it("do not recognise site A's cookie", async () => {
    const service = await twoSites();
    const route = service.routes.find((each) => nameOf(each) === "POST /v1/decide");
    if (route === undefined) throw new Error("there is no POST /v1/decide");
    const decision = (await (await service.call(route, "serverB")).json()) as {
      visitor: { id: string; visits: number };
    };
    expect(decision.visitor.id).not.toBe(VISITOR);
    expect(decision.visitor.visits).toBe(1);
  });
});
