import { createService } from "@facet/api/node";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BROKEN, facet, RULES } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

let stores = 0;
function newStore(): Readonly<Record<string, string>> {
  stores += 1;
  return { FACET_DB: join(folder, `${stores}.db`), FACET_RULES: RULES };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe("facet keys", () => {
  test("makes a key, prints it once and alone, and lists it without it", async () => {
    const env = newStore();
    const origins = ["--origin", "https://OKNA.example/", "--origin", "http://localhost:4321"];
    const made = await facet(
      ["keys", "create", "--kind", "publishable", ...origins, "--label", "landing"],
      { env },
    );
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^pk_[0-9A-Za-z]{36}\n$/u);
    expect(made.err).toContain("for pages of https://okna.example, http://localhost:4321");
    expect(made.err).toContain("not shown again");

    const listed = await facet(["keys", "list"], { env, columns: 200 });
    expect(listed.out).toMatch(/^id +kind +site +label +origins +made +last used +state\n/u);
    expect(listed.out).toMatch(
      /key_[\da-f]{12} +publishable +okna +landing +https:\/\/okna\.example http:\/\/localhost:4321 .* never +in use/u,
    );
    expect(listed.out).not.toContain(made.out.trim());

    const json: unknown = JSON.parse((await facet(["keys", "list", "--json"], { env })).out);
    expect(json).toEqual([
      {
        id: expect.stringMatching(/^key_/u),
        kind: "publishable",
        site: "okna",
        label: "landing",
        origins: ["https://okna.example", "http://localhost:4321"],
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/u),
      },
    ]);
  });

  test("works while the service runs on the same store: the key opens it, and then does not", async () => {
    const env = newStore();
    const service = await createService({ rules: RULES, db: env["FACET_DB"] ?? "", log: silent });
    try {
      expect(service.isPlayground()).toBe(true);
      const text = (await facet(["keys", "create", "--kind", "secret"], { env })).out.trim();
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      const ask = (key: string) =>
        service.app.request("/v1/rules", { headers: { Authorization: `Bearer ${key}` } });
      expect((await service.app.request("/v1/rules")).status).toBe(401);
      expect((await ask(text)).status).toBe(200);
      expect(service.isPlayground()).toBe(false);

      const revoked = await facet(["keys", "revoke", text], { env });
      expect(revoked.out).toMatch(/^revoked key_[\da-f]{12}: the secret key of the site okna\n$/u);
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      expect((await ask(text)).status).toBe(401);
      const { out } = await facet(["keys", "list"], { env, columns: 200 });
      expect(out).toMatch(/ revoked \d{4}-\d\d-\d\d\n$/u);
      expect(out).not.toContain("never");
    } finally {
      await service.close();
    }
  });

  test("prints an entry for FACET_KEYS that keeps nothing", async () => {
    const env = newStore();
    const args = ["keys", "create", "--kind", "secret", "--site", "okna", "--print"];
    const { out, code } = await facet(args, { env });
    expect(code).toBe(0);
    const [key = "", variable = ""] = out.split("\n");
    expect(key).toMatch(/^sk_/u);
    expect(variable).toMatch(
      /^FACET_KEYS=\[\{"site":"okna","kind":"secret","sha256":"[\da-f]{64}","origins":\[\]\}\]$/u,
    );
    expect((await facet(["keys", "list"], { env })).err).toContain("there is no store");
  });

  test("says that a playground has none", async () => {
    const env = newStore();
    const service = await createService({ rules: RULES, db: env["FACET_DB"] ?? "", log: silent });
    await service.close();
    const { err, code } = await facet(["keys", "list"], { env });
    expect(code).toBe(0);
    expect(err).toContain("playground");
  });

  test("warns of a publishable key that no page can use", async () => {
    const { err } = await facet(["keys", "create", "--kind", "publishable"], { env: newStore() });
    expect(err).toContain("no --origin");
  });

  test.each([
    [["keys", "creat"], 'did you mean "create"?'],
    [["keys", "create"], "publishable is for pages, secret is for servers"],
    [["keys", "create", "--kind", "admin"], "--kind admin is no kind of key"],
    [
      ["keys", "create", "--kind", "secret", "--origin", "https://a.example"],
      "a secret key has no --origin",
    ],
    [
      ["keys", "create", "--kind", "publishable", "--origin", "a.example/x"],
      "write the scheme and the host",
    ],
    [["keys", "create", "--kind", "publishable", "--origin", "*"], "--origin * is no origin"],
    [["keys", "create", "--kind", "secret", "--site", "okno"], 'did you mean "okna"?'],
    [["keys", "create", "x", "--kind", "secret"], "one argument too many"],
    [["keys", "revoke"], "facet keys list"],
    [["keys", "list", "--db", ":memory:"], "cannot be shared"],
    [["keys", "list", "--db", "/nowhere/facet.db"], "there is no store at /nowhere/facet.db"],
  ])("%j is refused with what to do", async (argv, words) => {
    const { code, err, out } = await facet(argv, { env: newStore() });
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(out).toBe("");
  });

  test("does not know the site of broken rules, and takes any that is named", async () => {
    const env = { ...newStore(), FACET_RULES: BROKEN };
    const unnamed = await facet(["keys", "create", "--kind", "secret"], { env });
    expect(unnamed.code).toBe(2);
    expect(unnamed.err).toContain("facet lint");
    expect(
      (await facet(["keys", "create", "--kind", "secret", "--site", "okna"], { env })).code,
    ).toBe(0);
  });

  test("revokes no key that is not there", async () => {
    const env = newStore();
    await facet(["keys", "create", "--kind", "secret"], { env });
    const { code, err } = await facet(["keys", "revoke", "key_000000000000"], { env });
    expect(code).toBe(1);
    expect(err).toContain("no such key");
  });
});
