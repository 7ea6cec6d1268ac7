import { listedPhrases } from "@facet/engine";
import type { KeywordMatch, Ruleset } from "@facet/engine";
import { NOTHING, plus, rounded } from "./amount.ts";
import type { SearchTerm } from "./read-report.ts";
import type { Amount, CoverageReport, GroupTraffic, ListedPhrase } from "./report.ts";

/** Counts which groups and phrases the terms of a report come to. */
export interface Traffic {
  add(match: KeywordMatch, row: SearchTerm): void;
  /** @param unreached How many of the phrases that no term reached are named. */
  report(unreached: number): Pick<CoverageReport, "groups" | "idleGroups" | "phrases">;
}

interface Group {
  readonly list: string;
  readonly group?: string;
  readonly label?: string;
  phrases: number;
  reached: number;
  amount: Amount;
}

/** Counts for the lists of a rule set: a byte a phrase, and a counter a group. */
export function createTraffic(ruleset: Ruleset): Traffic {
  const groups = new Map<string, Group>();
  const reached = new Map<string, Uint8Array>();
  for (const { id, phrases, groups: named } of ruleset.artifact.keywordLists) {
    reached.set(id, new Uint8Array(phrases));
    for (const [group, { label }] of Object.entries(named)) open(id, group, label);
  }
  for (const { list, group } of listedPhrases(ruleset)) open(list, group).phrases += 1;

  function open(list: string, group: string | undefined, label?: string): Group {
    const key = keyOf(list, group);
    const known = groups.get(key);
    if (known) return known;
    const opened = {
      list,
      ...(group === undefined ? {} : { group }),
      ...(label === undefined ? {} : { label }),
      phrases: 0,
      reached: 0,
      amount: NOTHING,
    };
    groups.set(key, opened);
    return opened;
  }

  function firstUnreached(count: number): ListedPhrase[] {
    const found: ListedPhrase[] = [];
    for (const { list, group, row, phrase } of listedPhrases(ruleset)) {
      if (found.length === count) break;
      if (reached.get(list)?.[row] === 1) continue;
      found.push({ list, ...(group === undefined ? {} : { group }), phrase });
    }
    return found;
  }

  return {
    add({ list, group, row }, term) {
      const counted = open(list, group);
      counted.amount = plus(counted.amount, term);
      const marks = reached.get(list);
      if (!marks || marks[row] !== 0) return;
      marks[row] = 1;
      counted.reached += 1;
    },
    report(unreached) {
      const all = [...groups.values()].map(toTraffic);
      return {
        groups: all
          .filter(({ terms }) => terms > 0)
          .sort((a, b) => b.cost - a.cost || b.clicks - a.clicks),
        idleGroups: all.flatMap(({ terms, list, group, label }) =>
          terms > 0 || group === undefined
            ? []
            : [{ list, group, ...(label === undefined ? {} : { label }) }],
        ),
        phrases: {
          total: all.reduce((sum, { phrases }) => sum + phrases, 0),
          reached: all.reduce((sum, group) => sum + group.reached, 0),
          unreached: firstUnreached(unreached),
        },
      };
    },
  };
}

function toTraffic({ amount, ...group }: Group): GroupTraffic {
  return { ...group, ...rounded(amount) };
}

function keyOf(list: string, group: string | undefined): string {
  return group === undefined ? list : `${list}\u0000${group}`;
}
