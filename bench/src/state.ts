import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createService, type Service } from "@facet/api/node";
import { median } from "./measure.ts";
import { startRedisServer } from "./redis-server.ts";

const RULES = fileURLToPath(new URL("../../rules", import.meta.url));
const URL_OF_PAGE =
  "https://okna.example/okna?utm_source=yandex&utm_medium=cpc&utm_term=окна+для+дачи";
const USER_AGENT =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const VISITORS = 256;
const AT_ONCE = 4;
const WARM_UP = 4_000;
const DECISIONS = 12_000;
const ROUNDS = 3;

/** What decisions come to with the visitor's state in one place. */
export interface StateFigures {
  readonly state: string;
  /** Absent: it cannot be measured on this machine. */
  readonly measured?: Measured;
}

/** What one run, or the median of several, has come to. */
interface Measured {
  /** By CPU time. */
  readonly decisionsPerSecond: number;
  /** Share of decisions that went without the store, as it was too slow for its 25 ms. */
  readonly degraded: number;
}

/** Where the state is, and how a request names its visitor. */
interface Place {
  readonly state: string;
  readonly rules: string;
  /** Absent: the server is missing. */
  readonly db?: string;
  readonly request: (visitor: number, cookie: string | undefined) => object;
}

/**
 * Decisions per second of this process's CPU time, of returning visitors, JSON to JSON, with every page
 * view counted: the time ends when the store has all of them. A server's own time is not in it.
 */
export async function measureState(): Promise<readonly StateFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), "facet-bench-state-"));
  const redis = await startRedisServer(folder);
  try {
    const places = listPlaces(folder, redis?.url);
    const rounds = new Map<string, Measured[]>(places.map(({ state }) => [state, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const place of places) {
        if (place.db !== undefined)
          rounds.get(place.state)?.push(await measurePlace(place, place.db));
      }
    }
    return places.map(({ state, db }) => {
      if (db === undefined) return { state };
      const figures = rounds.get(state) ?? [];
      const decisionsPerSecond = median(figures.map((each) => each.decisionsPerSecond));
      const degraded = median(figures.map((each) => each.degraded));
      return { state, measured: { decisionsPerSecond, degraded } };
    });
  } finally {
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function listPlaces(folder: string, redis: string | undefined): readonly Place[] {
  const cookieRules = join(folder, "rules");
  cpSync(RULES, cookieRules, { recursive: true });
  const site = join(cookieRules, "site.yaml");
  writeFileSync(site, `${readFileSync(site, "utf8")}\nstate: cookie\n`);
  const named = (visitor: number): object => ({ visitorId: `visitor-${visitor}` });
  return [
    {
      state: "none: storage refused",
      rules: RULES,
      db: ":memory:",
      request: (visitor) => ({ ...named(visitor), consent: { storage: false } }),
    },
    {
      state: "cookie",
      rules: cookieRules,
      db: ":memory:",
      request: (_, cookie) => (cookie === undefined ? {} : { state: cookie }),
    },
    { state: "this process's memory", rules: RULES, db: ":memory:", request: named },
    { state: "SQLite", rules: RULES, db: join(folder, "facet.db"), request: named },
    { state: "Redis", rules: RULES, request: named, ...(redis === undefined ? {} : { db: redis }) },
  ];
}

async function measurePlace({ rules, request }: Place, db: string): Promise<Measured> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const service = await createService({ rules, db, log });
  const cookies = new Map<number, string>();
  const run = (count: number): Promise<number> => decideAll({ service, request, cookies, count });
  await run(WARM_UP);
  const before = process.cpuUsage();
  const degraded = await run(DECISIONS);
  await service.close();
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  return { decisionsPerSecond: DECISIONS / seconds, degraded: degraded / DECISIONS };
}

interface Load {
  readonly service: Service;
  readonly request: Place["request"];
  readonly cookies: Map<number, string>;
  readonly count: number;
}

/** @returns how many decisions were degraded. */
async function decideAll({ service, request, cookies, count }: Load): Promise<number> {
  let next = 0;
  let degraded = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const visitor = next % VISITORS;
      next += 1;
      const body = JSON.stringify({
        url: URL_OF_PAGE,
        userAgent: USER_AGENT,
        headers: { "accept-language": "ru" },
        ...request(visitor, cookies.get(visitor)),
      });
      const init = { method: "POST", headers: { "content-type": "application/json" }, body };
      const response = await service.app.request("/v1/decide", init);
      const answer = (await response.json()) as DecideAnswer;
      if (!response.ok) throw new Error(`A decision was answered with ${response.status}.`);
      if (answer.degraded.length > 0) degraded += 1;
      const cookie = /^[^=]+=([^;]+)/u.exec(answer.cookies?.[0] ?? "")?.[1];
      if (cookie !== undefined) cookies.set(visitor, cookie);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return degraded;
}

interface DecideAnswer {
  readonly degraded: readonly string[];
  readonly cookies?: readonly string[];
}
