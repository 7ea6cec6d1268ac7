import { createService } from "@facet/api/node";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { facet, RULES } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-webhooks-"));
afterAll(() => rmSync(folder, { recursive: true }));

let stores = 0;
function newStore(): Readonly<Record<string, string>> {
  stores += 1;
  return { FACET_DB: join(folder, `${stores}.db`), FACET_RULES: RULES };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const URL_OPTION = ["--url", "https://crm.example/facet"];

describe("facet webhooks", () => {
  test("makes one, prints its secret once and alone, and lists it without", async () => {
    const env = newStore();
    const made = await facet(["webhooks", "create", ...URL_OPTION, "--event", "Quiz Done"], {
      env,
    });
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^whsec_[A-Za-z0-9+/]{43}=\n$/u);
    expect(made.err).toContain(
      "leads of Quiz Done of the site okna go to https://crm.example/facet",
    );
    expect(made.err).toContain("not shown again");

    const listed = await facet(["webhooks", "list"], { env, columns: 200 });
    expect(listed.out).toMatch(
      /^id +site +url +leads +made +state\nwh_\w{12} +okna +https:\/\/crm\.example\/facet +Quiz Done +\d{4}-\d\d-\d\d +in use\n$/u,
    );
    expect((await facet(["webhooks", "list", "--json"], { env })).out).not.toContain("whsec");
  });

  test("changes a secret, and removes a webhook", async () => {
    const env = newStore();
    const made = await facet(["webhooks", "create", ...URL_OPTION], { env });
    const [id = ""] = /wh_\w{12}/u.exec(made.err) ?? [];
    const rotated = await facet(["webhooks", "rotate", id], { env });
    expect(rotated.out).toMatch(/^whsec_/u);
    expect(rotated.out).not.toBe(made.out);
    expect((await facet(["webhooks", "remove", id], { env })).out).toBe(
      `removed ${id}: https://crm.example/facet\n`,
    );
    expect((await facet(["webhooks", "remove", id], { env })).code).toBe(1);
    expect((await facet(["webhooks", "rotate", id], { env })).err).toContain("no such webhook");
    expect((await facet(["webhooks", "list"], { env })).err).toContain("sent nowhere");
  });

  test("shows what failed, and replays it", async () => {
    const env = newStore();
    await facet(["webhooks", "create", ...URL_OPTION], { env });
    expect((await facet(["webhooks", "failed"], { env })).err).toContain("No webhook was given up");
    expect((await facet(["webhooks", "replay", "--all"], { env })).out).toContain("0 due again");
    const none = await facet(["webhooks", "replay", "m1.wh_x"], { env });
    expect([none.code, none.err.includes("facet webhooks failed")]).toEqual([1, true]);
  });

  test("takes http and private addresses where they are allowed", async () => {
    const env = { ...newStore(), FACET_WEBHOOK_ALLOW: "10.0.0.0/8" };
    const create = (url: string) => facet(["webhooks", "create", "--url", url], { env });
    expect((await create("http://10.0.0.7/x")).code).toBe(0);
    expect((await create("http://11.0.0.7/x")).code).toBe(2);
  });

  test.each([
    [["webhooks", "creat"], 'did you mean "create"?'],
    [["webhooks", "create"], "--url is missing"],
    [["webhooks", "create", "--url", "http://crm.example/"], "not encrypted"],
    [["webhooks", "create", "--url", "https://127.0.0.1/"], "FACET_WEBHOOK_ALLOW"],
    [["webhooks", "create", "--url", "https://a:b@crm.example/"], "user name"],
    [["webhooks", "create", ...URL_OPTION, "--site", "okno"], 'did you mean "okna"?'],
    [["webhooks", "create", "x", ...URL_OPTION], "one argument too many"],
    [["webhooks", "remove"], "facet webhooks list"],
    [["webhooks", "replay"], "--all"],
    [["webhooks", "replay", "x", "--all"], "--all"],
    [["webhooks", "list", "--db", "/nowhere/facet.db"], "there is no store at /nowhere/facet.db"],
  ])("%j is refused with what to do", async (argv, words) => {
    const { code, err, out } = await facet(argv, { env: newStore() });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});

describe("facet leads", () => {
  test("lists leads and releases those that look like spam", async () => {
    const env = newStore();
    const service = await createService({ rules: RULES, db: env["FACET_DB"] ?? "", log: silent });
    const send = (body: object) =>
      service.app.request("/v1/leads", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ fields: { phone: "1234567" }, ...body }),
      });
    try {
      await facet(["webhooks", "create", ...URL_OPTION], { env });
      await send({ messageId: "good" });
      expect((await send({ messageId: "spam", form: { trap: "x" } })).status).toBe(200);

      const leads = await facet(["leads", "list"], { env, columns: 200 });
      expect(leads.out).toMatch(
        /^id +came +event +fields +rank\ngood +.* Lead Submitted +phone: 1234567/u,
      );
      expect(leads.out).not.toContain("spam");
      const suspect = await facet(["leads", "list", "--quarantined", "--json"], { env });
      const { release, suspicions } = JSON.parse(suspect.out) as {
        release: string;
        suspicions: string[];
      };
      expect(suspicions).toEqual(["trap-filled", "no-token"]);

      const released = await facet(["leads", "release", release], { env });
      expect(released.out).toBe("released spam: it counts, and its webhooks are due\n");
      expect((await facet(["leads", "release", release], { env })).code).toBe(1);
      const all = await facet(["leads", "list", "--json"], { env });
      expect(all.out.trim().split("\n")).toHaveLength(2);
      expect((await facet(["leads", "list", "--quarantined"], { env })).err).toContain(
        "in quarantine",
      );
    } finally {
      await service.close();
    }
  });

  test.each([
    [["leads", "lst"], 'did you mean "list"?'],
    [["leads", "list", "x"], "one argument too many"],
    [["leads", "list"], "there is no store"],
  ])("%j is refused with what to do", async (argv, words) => {
    const { code, err } = await facet(argv, { env: newStore() });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
