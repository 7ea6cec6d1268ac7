import { createService } from "@facet/api/node";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { facet, RULES } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-upkeep-"));
afterAll(() => rmSync(folder, { recursive: true }));

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const DAY_MS = 86_400_000;
let made = 0;

/** A store of a service, filled at a time of its own, and its rules. */
async function filledStore({ now }: { readonly now?: number } = {}) {
  made += 1;
  const rules = join(folder, `rules-${made}`);
  const db = join(folder, `${made}.db`);
  cpSync(RULES, rules, { recursive: true });
  const clock = { now: now ?? Date.now() };
  const service = await createService({ rules, db, log: silent, now: () => clock.now });
  const send = async (userId: string, event: string) => {
    const body = JSON.stringify({ userId, event });
    const response = await service.app.request("/v1/track", { method: "POST", body });
    expect(response.status).toBe(200);
  };
  const scoreOf = async (id: string) => {
    const card = await (await service.app.request(`/v1/visitors/${id}`)).json();
    return (card as { score?: number }).score;
  };
  const run = (...argv: string[]) =>
    facet(argv, { env: { FACET_DB: db, FACET_RULES: rules }, columns: 200 });
  return { rules, service, clock, send, scoreOf, run };
}

describe("facet rescore", () => {
  test("works scores out anew by the rules of now, while the service runs", async () => {
    const { rules, service, send, scoreOf, run } = await filledStore();
    for (const id of ["a", "b", "c"]) await send(id, "Upkeep Done");
    await send("d", "Nothing");
    expect(await scoreOf("a")).toBe(0);
    const file = join(rules, "scoring.yaml");
    const scoring = readFileSync(file, "utf8");
    writeFileSync(
      file,
      scoring.replace(
        /^( *)points:\n/mu,
        "$&$1  - { id: upkeep, event: Upkeep Done, points: 7 }\n",
      ),
    );
    expect(await run("rescore")).toMatchObject({
      code: 0,
      out: "4 of 4 visitors done, 3 changed\n",
    });
    expect(await scoreOf("a")).toBe(7);
    expect((await run("rescore", "--json")).out).toBe(
      '{"complete":true,"done":4,"total":4,"changed":0,"resumed":0}\n',
    );
    expect((await run("rescore", "--resume")).out).toBe("4 of 4 visitors done, 0 changed\n");
    await service.close();
  });
});

describe("facet purge", () => {
  test("forgets what is older, after counting it", async () => {
    const start = Date.now() - 100 * DAY_MS;
    const { service, clock, send, run } = await filledStore({ now: start });
    await send("old", "Seen");
    await send("both", "Seen");
    clock.now = Date.now();
    await send("both", "Seen again");
    await send("new", "Seen");
    const dry = await run("purge", "--days", "50", "--dry-run");
    expect(dry).toMatchObject({ code: 0, out: "2 entries and 1 visitors would be forgotten\n" });
    expect((await run("purge", "--days", "50")).out).toBe("2 entries and 1 visitors forgotten\n");
    expect((await run("purge", "--days", "50", "--json")).out).toBe('{"entries":0,"visitors":0}\n');
    expect((await service.app.request("/v1/visitors/old")).status).toBe(404);
    expect((await service.app.request("/v1/visitors/both")).status).toBe(200);
    await service.close();
  });

  test("goes by the site's retention", async () => {
    const { rules, service, clock, send, run } = await filledStore({
      now: Date.now() - 100 * DAY_MS,
    });
    await send("old", "Seen");
    clock.now = Date.now();
    const without = await run("purge");
    expect(without.code).toBe(2);
    expect(without.err).toContain("retention: 395d");
    const file = join(rules, "site.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nretention: 30d\n`);
    expect((await run("purge")).out).toBe("1 entries and 1 visitors forgotten\n");
    await service.close();
  });

  test.each([
    [["purge", "--days", "0"], "expected a number of days"],
    [["purge", "--days", "many"], "expected a number of days"],
    [["rescore", "--site", "okno"], 'did you mean "okna"?'],
    [["rescore", "--db", "/nowhere/facet.db"], "there is no store at"],
  ])("says what is wrong with %j", async (argv, words) => {
    const { code, err } = await facet(argv, { env: { FACET_RULES: RULES } });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
