import type { LogEntry, VisitorRef } from "../../store.ts";
import type { RedisContext } from "./context.ts";
import { allNamesOf } from "./about.ts";
import { type Family, readFamily } from "./family.ts";
import type { NameKeys } from "./keys.ts";
import { parseLine } from "./line.ts";
import { readEntries, readLines } from "./lines.ts";

const PAGE = 500;

/** The log of one visitor under all names, in the order it was written. */
export async function* readLog(context: RedisContext, ref: VisitorRef): AsyncGenerator<LogEntry> {
  const slots = await slotsOf(context, await readFamily(context, ref));
  const [only] = slots;
  if (slots.length > 1 || only === undefined) {
    yield* await readEntries(context, slots);
    return;
  }
  for (let start = 0; ; start += PAGE) {
    const lines = await readLines(context, only, start, start + PAGE - 1);
    yield* lines.map(parseLine);
    if (lines.length < PAGE) return;
  }
}

async function slotsOf(context: RedisContext, family: Family): Promise<NameKeys[]> {
  const names = await allNamesOf(context, family);
  return names.map(({ name }) => context.keys.name({ site: family.site, id: name }));
}
