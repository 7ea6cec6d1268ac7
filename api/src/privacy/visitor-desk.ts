import type { Ruleset } from "@facet/engine";
import type { AccessLine } from "@facet/protocol";
import { type MadeCard, toVisitorCard } from "../visitors/card.ts";
import { foldEntries } from "../visitors/fold.ts";
import type { Identities } from "../visitors/identities.ts";
import { judge } from "../visitors/judge.ts";
import type { LogEntry, VisitorRef } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";
import type { AccessLog } from "./access-log.ts";
import type { EraseVisitor } from "./erase.ts";
import { toExport } from "./export.ts";

/** A visitor somebody asks for, by any of their names. */
export interface VisitorQuestion {
  readonly id: string;
  readonly ruleset: Ruleset;
  /** Who asks, for the access log: id of a key, or what stands for one. */
  readonly who: string;
}

/**
 * What people may know of a visitor, and may have done with it. Each reading is written down before
 * it is answered. Calls throw StoreUnavailable where the store does not answer.
 */
export interface VisitorDesk {
  /**
   * @param timeline How many of the latest entries of the log to show.
   * @returns `undefined`: nobody of this name has a state.
   */
  card(question: VisitorQuestion, timeline: number): Promise<MadeCard | undefined>;
  /** @returns JSON, in parts; `undefined`: nothing is stored of anybody of this name. */
  export(question: VisitorQuestion): Promise<AsyncIterable<string> | undefined>;
  /** @returns who read or erased them; `undefined`: nobody of this name is known, or was erased. */
  access(question: VisitorQuestion): Promise<readonly AccessLine[] | undefined>;
  /** @returns whether nothing of them is left, now or since an earlier call; `false`: nobody was known. */
  erase(question: VisitorQuestion): Promise<boolean>;
  /** Takes a visitor out of the one that they went into. @returns whether they were in one. */
  split(question: Pick<VisitorQuestion, "id" | "ruleset">): Promise<boolean>;
}

/** What the desk works with. */
export interface VisitorDeskOptions {
  readonly visitors: Visitors;
  readonly accessLog: AccessLog;
  readonly erase: EraseVisitor;
  /** Those of this process, where it meets visitors. */
  readonly identities?: Pick<Identities, "identify">;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const READ_BUDGET_MS = 1_000;

/** Makes the desk. */
export function createVisitorDesk(options: VisitorDeskOptions): VisitorDesk {
  const { visitors, accessLog, erase, identities, now } = options;

  /** The visitor, with the first view in that waits for them in this process. */
  async function find({ id, ruleset }: VisitorQuestion) {
    const { site } = ruleset.artifact;
    const ref: VisitorRef = { site: site.id, id };
    const identity = await identities?.identify({ named: id }, { site: site.id, now: now() });
    if (identity?.first !== undefined) {
      await visitors.append({ entries: [identity.first], fold: foldEntries(ruleset) });
    }
    const found = await visitors.read(ref, READ_BUDGET_MS);
    const isErased = found === "erased";
    return { ref, isErased, state: isErased ? undefined : found };
  }

  async function isLogged(ref: VisitorRef): Promise<boolean> {
    for await (const _ of visitors.log(ref)) return true;
    return false;
  }

  return {
    async card(question, timeline) {
      const { ref, state } = await find(question);
      if (state === undefined) return undefined;
      await accessLog.note({ ...ref, id: state.id }, { action: "card", who: question.who });
      const about = await visitors.about(ref);
      const entries = await latest(visitors.log(ref), timeline);
      const judged = judge(state, question.ruleset, now());
      return toVisitorCard(state, { judged, about, entries });
    },
    async export(question) {
      const { ref, state } = await find(question);
      const isKnown =
        state !== undefined ||
        (await visitors.about(ref)).records.length > 0 ||
        (await isLogged(ref));
      if (!isKnown) return undefined;
      await accessLog.note(
        { ...ref, id: state?.id ?? ref.id },
        { action: "export", who: question.who },
      );
      const about = await visitors.about(ref);
      return toExport({ site: ref.site, now: now(), about, state, log: visitors.log(ref) });
    },
    async access(question) {
      const { ref, isErased, state } = await find(question);
      if (state !== undefined) {
        await accessLog.note({ ...ref, id: state.id }, { action: "access", who: question.who });
      }
      const lines = await accessLog.linesOf(ref);
      return state === undefined && !isErased && lines.length === 0 ? undefined : lines;
    },
    async erase(question) {
      const { ref, isErased } = await find(question);
      return isErased || erase(ref, question.who);
    },
    split: ({ id, ruleset }) =>
      visitors.split({ site: ruleset.artifact.site.id, id }, foldEntries(ruleset)),
  };
}

/** The last entries of a log, in their order. */
async function latest(log: AsyncIterable<LogEntry>, count: number): Promise<readonly LogEntry[]> {
  let kept: LogEntry[] = [];
  for await (const entry of log) {
    kept.push(entry);
    if (kept.length > 2 * count + 1) kept = kept.slice(kept.length - count);
  }
  return kept.slice(Math.max(0, kept.length - count));
}
