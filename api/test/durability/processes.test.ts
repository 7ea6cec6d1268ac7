import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { doubled, lost, survey } from "./check.ts";
import { startWriter } from "./process.ts";

const PROCESSES = 4;
const MESSAGES = Number(process.env["FACET_EQUAL_MESSAGES"] ?? 500);

const folder = mkdtempSync(join(tmpdir(), "facet-processes-"));
afterAll(() => rmSync(folder, { recursive: true }));

it(`${PROCESSES} processes that send the same ${MESSAGES} messages at once keep each of them once`, async () => {
  const file = join(folder, "facet.db");
  const resend = Array.from({ length: MESSAGES }, (_, i) => `same-${i}`);
  const writers = Array.from({ length: PROCESSES }, (_, run) =>
    startWriter({ file, clients: 32, mode: "durable", run, resend, count: 0 }),
  );
  await Promise.all(writers.map((writer) => writer.heard("done")));
  await Promise.all(writers.map((writer) => writer.kill()));
  const found = survey(file);
  for (const { acknowledged, failed } of writers) {
    expect(acknowledged.size).toBe(MESSAGES);
    expect(failed.size).toBe(0);
    expect(lost(acknowledged, found)).toEqual([]);
  }
  expect(doubled(found)).toEqual([]);
  expect(found.mismatches).toEqual([]);
}, 60_000);
