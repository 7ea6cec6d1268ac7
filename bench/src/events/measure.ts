import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../measure.ts";
import { BARE } from "./bare.ts";
import type { Contender } from "./contender.ts";
import { FACET } from "./facet.ts";

const ROUNDS = 5;
const ROUND_MS = 1_000;
/** A client is one visitor for so many events, then the next. */
const EVENTS_A_VISITOR = 10;

/** Durable events per second of one contender. */
export interface EventFigures {
  readonly name: string;
  readonly clients: number;
  readonly eventsPerSecond: number;
}

/**
 * Durable events per second of Facet's store and of bare `node:sqlite` with the same durability, each
 * client sending one event and waiting for it. Contenders take turns, a new file each, so that what
 * else happens on the machine hits all of them.
 *
 * @param clients How many clients send at the same time.
 */
export async function measureEvents(clients: number): Promise<readonly EventFigures[]> {
  const contenders = [...BARE, FACET];
  const rates = new Map(contenders.map((contender) => [contender, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) {
      rates.get(contender)?.push(await runRound(contender, clients));
    }
  }
  return contenders.map((contender) => ({
    name: contender.name,
    clients,
    eventsPerSecond: median(rates.get(contender) ?? []),
  }));
}

async function runRound(contender: Contender, clients: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "facet-bench-"));
  const keeper = await contender.open(join(folder, "events.db"));
  let kept = 0;
  const started = performance.now();
  const client = async (): Promise<void> => {
    let visitorId = "";
    for (let turn = 0; performance.now() - started < ROUND_MS; turn++) {
      if (turn % EVENTS_A_VISITOR === 0) visitorId = nextId();
      await keeper.keep({ messageId: nextId(), visitorId, at: Date.now() });
      kept++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1_000;
  await keeper.close();
  rmSync(folder, { recursive: true });
  return kept / seconds;
}

/** An id that begins with the time, as those of the service and of Segment's clients do. */
function nextId(): string {
  return `${Date.now().toString(16)}-${randomUUID()}`;
}
