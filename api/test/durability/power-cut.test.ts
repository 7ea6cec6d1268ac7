import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { doubled, lost, survey } from "./check.ts";
import { createDisk } from "./disk.ts";
import { describeTraced, lineOf, record, type Recording } from "./strace.ts";

const IMAGES = Number(process.env["FACET_CRASH_IMAGES"] ?? 500);
const CONTROL_IMAGES = 40;
const EVENTS = 250;

// Images are looked at, not kept: in memory, where there is a file system for that.
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "facet-cut-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A seeded generator of numbers from 0 up to 1 (mulberry32): a failure can be had again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface PowerCut {
  readonly file: string;
  /** What was acknowledged until then. */
  readonly acknowledged: ReadonlySet<string>;
}

/** Cuts the power at places of a recording, and leaves what is on the disk then in a file. */
function* cutPower({ file, calls }: Recording, count: number): Generator<PowerCut> {
  const random = createRandom(count);
  const ready = calls.findIndex((call) => lineOf(call) === "ready");
  const places = Array.from({ length: count }, () =>
    Math.floor(ready + 1 + random() * (calls.length - ready)),
  ).toSorted((a, b) => a - b);
  const disk = createDisk();
  const acknowledged = new Set<string>();
  const image = join(folder, "image.db");
  let at = 0;
  for (const place of places) {
    for (; at < place; at += 1) {
      const call = calls[at]!;
      const line = lineOf(call);
      if (line?.startsWith("ack ")) acknowledged.add(line.slice("ack ".length));
      if (call.path === file || call.path === `${file}-wal`) disk.apply(call);
    }
    rmSync(`${image}-shm`, { force: true });
    const left = disk.cut(random);
    writeFileSync(image, left.get(file) ?? "");
    writeFileSync(`${image}-wal`, left.get(`${file}-wal`) ?? "");
    yield { file: image, acknowledged };
  }
}

describeTraced("a power cut", () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await record(join(folder, "durable"), {
      clients: 4,
      mode: "durable",
      run: 1,
      count: EVENTS,
      checkpointEvery: 40,
    });
  }, 120_000);

  it("is what the recording has checkpoints and syncs for", () => {
    const { file, calls } = recording;
    const of = (path: string, name: string) =>
      calls.filter((call) => call.path === path && call.name === name).length;
    expect(of(file, "pwrite64")).toBeGreaterThan(20);
    expect(of(file, "fsync") + of(file, "fdatasync")).toBeGreaterThan(2);
    expect(of(`${file}-wal`, "fsync") + of(`${file}-wal`, "fdatasync")).toBeGreaterThan(20);
  });

  it(`loses nothing that was acknowledged, in ${IMAGES} images`, () => {
    let seen = 0;
    for (const { file, acknowledged } of cutPower(recording, IMAGES)) {
      const found = survey(file);
      expect(found.integrity).toBe("ok");
      expect(lost(acknowledged, found)).toEqual([]);
      expect(doubled(found)).toEqual([]);
      expect(found.mismatches).toEqual([]);
      seen += 1;
    }
    expect(seen).toBe(IMAGES);
  }, 120_000);

  it("leaves a file that the store opens and goes on with", async () => {
    for (const { file } of cutPower(recording, 5)) {
      const store = createSqliteStore(file);
      const fact = { type: "event", at: 0, name: "E", properties: {} } as const;
      const entries = [{ site: "shop", messageId: "after", receivedAt: 0, fact }];
      expect(await store.append({ entries, durable: true })).toEqual(["stored"]);
      await store.close();
    }
  });

  it("loses acknowledged events where commits are not synced", async () => {
    const careless = await record(join(folder, "not-synced"), {
      clients: 4,
      mode: "not synced",
      run: 1,
      count: EVENTS,
    });
    let losses = 0;
    for (const { file, acknowledged } of cutPower(careless, CONTROL_IMAGES)) {
      losses += lost(acknowledged, survey(file)).length;
    }
    expect(losses).toBeGreaterThan(0);
  }, 120_000);
});
