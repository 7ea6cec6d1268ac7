import type { LogEntry } from "../../store.ts";
import type { RedisContext } from "./context.ts";
import type { NameKeys } from "./keys.ts";
import { parseLine, sortLines } from "./line.ts";

/** All entries of several slots, or those that count, in the order they were written. */
export async function readEntries(
  context: RedisContext,
  slots: readonly NameKeys[],
  counts: (line: string) => boolean = () => true,
): Promise<LogEntry[]> {
  const logs = await Promise.all(slots.map((slot) => readLines(context, slot)));
  return sortLines(logs.flat().filter(counts)).map(parseLine);
}

/** Lines of one log; all of them where no range is given. */
export async function readLines(
  { client }: RedisContext,
  { log }: NameKeys,
  start = 0,
  end = -1,
): Promise<readonly string[]> {
  return (await client.call("LRANGE", log, start, end)) as readonly string[];
}
