import { createService } from "@facet/api/node";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { facet, RULES } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-visitors-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;

/** A service that knows Anna, by two names, and Boris. */
async function knownVisitors() {
  made += 1;
  const rules = join(folder, `rules-${made}`);
  const db = join(folder, `${made}.db`);
  cpSync(RULES, rules, { recursive: true });
  const lines: string[] = [];
  const keep = (_: object, message: string) => void lines.push(message);
  const log = { debug() {}, info() {}, warn: keep, error: keep };
  const service = await createService({ rules, db, log });
  const post = async (path: string, body: object) => {
    const response = await service.app.request(path, {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  };
  await post("/v1/track", { userId: "anna-known", event: "Guide Downloaded", messageId: "m1" });
  await post("/v1/track", { anonymousId: "anna-browser", event: "Looked Around" });
  await post("/v1/identify", {
    userId: "anna-known",
    anonymousId: "anna-browser",
    traits: { email: "anna@mail.example" },
  });
  await post("/v1/track", { userId: "boris", event: "Guide Downloaded" });
  const run = (...argv: string[]) =>
    facet(["visitors", ...argv], { env: { FACET_DB: db, FACET_RULES: rules }, columns: 160 });
  return { service, post, db, run, lines };
}

function isInFile(db: string, text: string): boolean {
  const files = [db, `${db}-wal`].filter((path) => existsSync(path));
  return files.some((path) => readFileSync(path).includes(text));
}

describe("facet visitors", () => {
  test("shows a visitor, with what each thing earned", async () => {
    const { run, service } = await knownVisitors();
    const { code, out } = await run("show", "anna-browser");
    expect(code).toBe(0);
    expect(out).toMatch(/^visitor +anna-known$/mu);
    expect(out).toMatch(/^names +.*anna-known \(known\)/mu);
    expect(out).toMatch(/^merged +anna-browser at /mu);
    expect(out).toMatch(/^email +anna@mail\.example/mu);
    expect(out).toMatch(/Guide Downloaded/u);
    const json = await run("show", "anna-known", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      id: "anna-known",
      traits: { email: "anna@mail.example" },
    });
    await service.close();
  });

  test("exports all that is stored, and says who read it", async () => {
    const { run, service } = await knownVisitors();
    const { out } = await run("export", "anna-known");
    const whole = JSON.parse(out) as { log: object[]; records: object[] };
    expect(whole.log).toHaveLength(3);
    expect(whole.records).toMatchObject([{ collection: "merges" }, { collection: "access" }]);
    const access = await run("access", "anna-known");
    expect(access.out).toMatch(/export +command line/u);
    await service.close();
  });

  test("takes a merged visitor out again", async () => {
    const { run, service } = await knownVisitors();
    expect(await run("split", "anna-browser")).toMatchObject({
      code: 0,
      out: "They are two visitors again.\n",
    });
    expect((await run("show", "anna-browser")).out).toContain("Looked Around");
    expect((await run("show", "anna-known")).out).not.toContain("Looked Around");
    expect((await run("split", "anna-browser")).code).toBe(1);
    await service.close();
  });

  test("erases a visitor of a running service, to the last byte", async () => {
    const { run, service, post, db, lines } = await knownVisitors();
    expect(isInFile(db, "anna@mail.example")).toBe(true);
    expect((await run("erase", "anna-browser")).out).toBe("Nothing of them is left.\n");
    await post("/v1/track", { userId: "anna-known", event: "Late" });
    await post("/v1/track", { userId: "boris", event: "Order" });
    expect((await run("show", "anna-known")).code).toBe(1);
    expect((await run("access", "anna-known")).out).toMatch(/erase +command line/u);
    expect((await run("show", "boris", "--json")).out).toContain("Order");
    expect(lines).toEqual([]);
    expect((await service.app.request("/readyz")).status).toBe(200);
    await expect.poll(() => isInFile(db, "anna@mail.example"), { timeout: 10_000 }).toBe(false);
    expect(isInFile(db, "anna-")).toBe(false);
    await post("/v1/track", { userId: "boris", event: "Another Order" });
    await service.close();
  });

  test("erases a visitor to the last byte where no service runs", async () => {
    const { run, service, db } = await knownVisitors();
    await service.close();
    expect(isInFile(db, "anna@mail.example")).toBe(true);
    expect((await run("erase", "anna-browser")).code).toBe(0);
    expect(isInFile(db, "anna@mail.example")).toBe(false);
    expect(isInFile(db, "anna-")).toBe(false);
    expect(isInFile(db, "boris")).toBe(true);
  });

  test.each([
    [["visitors"], "ACTION is missing"],
    [["visitors", "show"], "ID is missing"],
    [["visitors", "sho", "anna"], 'did you mean "show"?'],
    [["visitors", "show", "anna", "--db", "/nowhere/facet.db"], "there is no store at"],
  ])("says what is wrong with %j", async (argv, words) => {
    const { code, err } = await facet(argv, { env: { FACET_RULES: RULES } });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test.each(["show", "export", "access", "erase", "split"])(
    "%s says that there is nobody",
    async (action) => {
      const { run, service } = await knownVisitors();
      const { code, err } = await run(action, "nobody");
      expect(code).toBe(1);
      expect(err).toContain('"nobody"');
      await service.close();
    },
  );
});
