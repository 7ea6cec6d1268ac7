import type { VisitorExport } from "@facet/protocol";
import { toNames } from "../visitors/card.ts";
import { toInstant } from "../visitors/instant.ts";
import type { AboutVisitor, LogEntry } from "../visitors/store.ts";
import type { VisitorState } from "../visitors/visitor.ts";

/** What an export is made of. */
export interface ExportFacts {
  readonly site: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly about: AboutVisitor;
  /** Absent: none is kept. */
  readonly state: VisitorState | undefined;
  readonly log: AsyncIterable<LogEntry>;
}

/** Writes all that is stored of a visitor as JSON, {@link VisitorExport}, an entry of the log at a time. */
export async function* toExport(facts: ExportFacts): AsyncGenerator<string> {
  const { site, now, about, state, log } = facts;
  const head = {
    site,
    exportedAt: toInstant(now),
    names: toNames(about),
    records: about.records,
    ...(state === undefined ? {} : { state }),
  } satisfies Record<Exclude<keyof VisitorExport, "log" | "state">, unknown>;
  yield `${JSON.stringify(head).slice(0, -1)},"log":[`;
  let separator = "\n";
  for await (const entry of log) {
    yield `${separator}${JSON.stringify(entry)}`;
    separator = ",\n";
  }
  yield "\n]}\n";
}
