import { createService } from "@facet/api/node";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { facet, RULES } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-quarantine-"));
afterAll(() => rmSync(folder, { recursive: true }));

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const schemaOf = (type: string) =>
  `eventSchemas: { Order: { properties: { revenue: { type: ${type} } } } }\n`;

let made = 0;

/** A store that was sent events by rules that want a number, and rules that can be mended. */
async function quarantined(events: readonly (object | null)[]) {
  made += 1;
  const rules = join(folder, `rules-${made}`);
  const db = join(folder, `${made}.db`);
  cpSync(RULES, rules, { recursive: true });
  const mend = (type: string) => writeFileSync(join(rules, "event-schemas.yaml"), schemaOf(type));
  mend("number");
  const service = await createService({ rules, db, log: silent });
  const response = await service.app.request("/v1/batch", {
    method: "POST",
    body: JSON.stringify({ batch: events }),
  });
  expect(response.status).toBe(200);
  return {
    service,
    mend: () => mend("string"),
    run: (...argv: string[]) =>
      facet(["quarantine", ...argv], {
        env: { FACET_DB: db, FACET_RULES: rules },
        columns: 200,
      }),
  };
}

const order = (messageId: string, revenue: unknown) => ({
  type: "track",
  event: "Order",
  userId: "u1",
  messageId,
  properties: { revenue },
});

describe("facet quarantine", () => {
  test("lists what waits, with its place and reason", async () => {
    const { run, service } = await quarantined([order("m1", "100"), order("m2", 100), null]);
    const { code, out } = await run("list");
    expect(code).toBe(0);
    expect(out).toMatch(/^id +came +event +place +mistake\n/u);
    expect(out).toMatch(
      /\d{13}-m1 +\d{4}-\d\d-\d\d \d\d:\d\d +Order +\$\.properties\.revenue +expected a number/u,
    );
    expect(out).not.toContain("m2");
    const lines = (await run("list", "--json")).out.trim().split("\n");
    const paths = lines.map((line) => (JSON.parse(line) as { path: string }).path);
    expect(paths.toSorted()).toEqual(["$", "$.properties.revenue"]);
    await service.close();
  });

  test("says so where nothing waits", async () => {
    const { run, service } = await quarantined([]);
    expect(await run("list")).toEqual({
      code: 0,
      out: "",
      err: "Nothing of the site okna is in quarantine.\n",
    });
    await service.close();
  });

  test("replays all of it while the service runs, each event once", async () => {
    const { run, mend, service } = await quarantined([order("m1", "1"), order("m2", "2"), null]);
    expect((await run("replay")).out).toBe("0 counted, 3 still wrong\n");
    mend();
    expect((await run("replay")).out).toBe("2 counted, 1 still wrong\n");
    const done = await run("replay", "--json");
    expect(JSON.parse(done.out)).toEqual({ stored: 0, duplicates: 0, refused: 0, quarantined: 1 });
    const card = await service.app.request("/v1/visitors/u1");
    expect(await card.json()).toMatchObject({ events: { Order: { count: 2 } } });
    await service.close();
  });

  test("replays one of them by its id", async () => {
    const { run, mend, service } = await quarantined([order("m1", "1"), order("m2", "2")]);
    mend();
    const [id = ""] = (await run("list")).out.split("\n")[2]?.split(" ") ?? [];
    expect(id).toMatch(/-m2$/u);
    expect((await run("replay", id)).out).toBe("1 counted, 0 still wrong\n");
    expect((await run("list")).out).toMatch(/-m1 /u);
    const again = await run("replay", id);
    expect(again.code).toBe(1);
    expect(again.err).toContain("there is no such event");
    await service.close();
  });

  test.each([
    [["quarantine"], "ACTION is missing"],
    [["quarantine", "lits"], 'did you mean "list"?'],
    [["quarantine", "list", "m1"], "one argument too many"],
    [["quarantine", "list", "--db", "/nowhere/facet.db"], "there is no store at /nowhere/facet.db"],
    [["quarantine", "list", "--db", ":memory:"], "cannot be shared"],
    [["quarantine", "list", "--site", "okno"], 'did you mean "okna"?'],
    [["quarantine", "list", "--rules", "/nowhere"], "there is no rules folder at /nowhere"],
  ])("says what is wrong with %j", async (argv, words) => {
    const { code, err } = await facet(argv, { env: { FACET_RULES: RULES } });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
