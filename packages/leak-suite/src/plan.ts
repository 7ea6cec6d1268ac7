import { randomUUID } from "node:crypto";
import type { Run } from "./run.ts";
import { ENTRANCES, FORGED_HOST } from "./site.ts";
import type { Entrance } from "./site.ts";

const WRONG_CODES = ["zzzzz-0", "private", "00000-zzzz", "../../etc/passwd", "a".repeat(2_000)];
const PREFETCH = { "sec-purpose": "prefetch" } as const;

/** Before anybody else: the first request of a code is one that must leave nothing behind. */
export async function poison(run: Run): Promise<void> {
  for (const visitor of run.pair) {
    const view = { visitor, page: "shared" } as const;
    await run.view({ ...view, entrance: entranceAt(0), headers: otherHost() });
    await run.view({ ...view, entrance: entranceAt(1), method: "HEAD" });
    await run.view({ ...view, entrance: entranceAt(2), headers: wrong(0) });
    await run.view({ ...view, entrance: entranceAt(3), headers: PREFETCH, isPeek: true });
  }
}

/** Two people come, and each goes through every entrance: all codes of theirs are warm then. */
export async function warm(run: Run): Promise<void> {
  const [first, second] = run.pair;
  for (const entrance of ENTRANCES) {
    await run.view({ visitor: first, page: "shared", entrance });
    await run.view({ visitor: second, page: "shared", entrance });
  }
  for (const visitor of run.pair) {
    await run.view({ visitor, page: "static" });
    await run.view({ visitor, page: "private" });
  }
}

/** Both ask for two codes again and again: plainly, with ids of ads, with headers of their own. */
export async function repeat(run: Run, times: number): Promise<void> {
  const [one, other] = twoCodes();
  for (let time = 0; time < times; time++) {
    for (const visitor of run.pair) {
      for (const [entrance, foreign] of [
        [one, other],
        [other, one],
      ] as const) {
        const view = { visitor, page: "shared", entrance } as const;
        await run.view(view);
        await run.view({ ...view, noise: adNoise() });
        await run.view({ ...view, headers: forged(run, foreign) });
        await run.view({ visitor, page: "private" });
        await run.view({ ...view, headers: wrong(time) });
        await run.view({ ...view, headers: otherHost() });
        await run.view({ ...view, headers: remembered(run, foreign) });
        await run.view({ ...view, method: "HEAD", noise: adNoise() });
        await run.view({ ...view, headers: PREFETCH, isPeek: true });
        await run.view({ visitor, page: "static", noise: adNoise(), headers: forged(run, one) });
      }
    }
  }
}

/**
 * Many at once: the two, and newcomers without a cookie, on all pages and codes.
 * @param inFlight How many requests are under way at the same time.
 */
export async function crowd(run: Run, inFlight: number): Promise<void> {
  const [first, second] = run.pair;
  const views = Array.from({ length: inFlight }, (_, index) => {
    const entrance = entranceAt(index);
    const foreign = entranceAt(index + 1);
    const known = index % 2 === 0 ? first : second;
    switch (index % 8) {
      case 0:
      case 1:
        return run.view({ visitor: known, page: "shared", entrance, noise: adNoise() });
      case 2:
        return run.view({ visitor: run.newcomer(), page: "shared", entrance });
      case 3:
        return arrive(run, foreign);
      case 4:
        return run.view({
          visitor: known,
          page: "shared",
          entrance,
          headers: forged(run, foreign),
        });
      case 5:
        return run.view({ visitor: known, page: "private" });
      case 6:
        return run.view({ visitor: run.newcomer(), page: index % 16 < 8 ? "private" : "static" });
      default:
        return run.view({
          visitor: index % 16 < 8 ? known : run.newcomer(),
          page: "shared",
          entrance,
          isPeek: true,
          headers: { "sec-purpose": "prefetch;prerender" },
        });
    }
  });
  await Promise.all(views);
}

/** A newcomer's navigation, and what the browser fetches beside it before it has a cookie. */
async function arrive(run: Run, entrance: Entrance): Promise<void> {
  const view = { visitor: run.newcomer(), page: "shared", entrance } as const;
  const headers = { "sec-fetch-site": "same-origin" };
  await Promise.all([
    run.view(view),
    run.view({ ...view, isPeek: true, headers }),
    run.view({ ...view, isPeek: true, headers }),
  ]);
}

function twoCodes(): readonly [Entrance, Entrance] {
  return [entranceAt(1), entranceAt(4)];
}

function entranceAt(index: number): Entrance {
  const found = ENTRANCES[index % ENTRANCES.length];
  if (found === undefined) throw new Error("the suite has no entrances");
  return found;
}

/** Parameters that ad systems add, other for every click. */
function adNoise(): Readonly<Record<string, string>> {
  return {
    gclid: randomUUID(),
    yclid: `${Math.trunc(Math.random() * 1e15)}`,
    fbclid: randomUUID(),
    utm_content: randomUUID(),
    utm_id: randomUUID(),
  };
}

/** Headers that claim another code, as somebody sends who wants to poison a cache. */
function forged(run: Run, of: Entrance): Readonly<Record<string, string>> {
  return {
    "facet-key": run.keyOf(of.headline) ?? "00000-0",
    "facet-scope": "static",
    "facet-page": "about",
    "facet-decision": "01a20434-b230-76ce-b730-773969810824",
  };
}

/** Headers by which a proxy would say what was asked for, sent by a visitor. */
function otherHost(): Readonly<Record<string, string>> {
  return {
    "x-forwarded-host": FORGED_HOST,
    forwarded: `host=${FORGED_HOST}`,
    "x-original-url": "/account",
    "x-rewrite-url": "/account",
  };
}

/** What a browser sends that had another code's page under the same address. */
function remembered(run: Run, of: Entrance): Readonly<Record<string, string>> {
  const etag = run.etagOf(of.headline);
  return etag === undefined ? {} : { "if-none-match": etag };
}

function wrong(time: number): Readonly<Record<string, string>> {
  return { "facet-key": WRONG_CODES[time % WRONG_CODES.length] ?? "", "facet-scope": "shared" };
}
