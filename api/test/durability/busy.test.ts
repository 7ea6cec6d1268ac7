import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { testApp } from "../fixtures/app.ts";
import { survey } from "./check.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-busy-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("a lock held by another process has events refused for good, and decisions go on", async () => {
  const file = join(folder, "facet.db");
  const { post, decide, request, close } = await testApp({ store: createSqliteStore(file) });
  const track = (messageId: string) =>
    post("/v1/track", { event: "E", userId: "v1", messageId }).then(({ status }) => status);
  expect(await track("before")).toBe(200);

  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  const refused = Array.from({ length: 10 }, (_, i) => track(`refused ${i}`));
  const url = "https://shop.example/okna";
  for (let i = 0; i < 8; i += 1) {
    expect(await decide({ url, visitorId: "v2" })).toMatchObject({
      degraded: [],
      visitor: { id: "v2", visits: 1 },
    });
  }
  expect(new Set(await Promise.all(refused))).toEqual(new Set([503]));
  const unready = await request("/readyz");
  expect(unready.status).toBe(503);
  expect(await unready.text()).toContain("events are refused");
  other.exec("COMMIT");
  other.close();

  await expect.poll(() => track("after"), { timeout: 5_000 }).toBe(200);
  expect((await request("/readyz")).status).toBe(200);
  await close();
  const { messages } = survey(file);
  const kept = [...messages.keys()].filter((id) => /before|refused|after/u.test(id));
  expect(kept).toEqual(["after", "before"]);
}, 30_000);
