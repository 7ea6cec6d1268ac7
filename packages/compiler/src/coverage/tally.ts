import type { PrecedenceStep, Ruleset } from "@facet/engine";
import { NOTHING, plus, rounded, toShare } from "./amount.ts";
import { answerTerm, outcomeOf, toListed } from "./answer.ts";
import { createCostliest } from "./costliest.ts";
import type { Costly, CostliestNames } from "./costliest.ts";
import { createOverlongFinder } from "./overlong.ts";
import type { Overlong } from "./overlong.ts";
import type { ReportRow, SearchTerm, SkipReason } from "./read-report.ts";
import { OUTCOMES } from "./report.ts";
import type { Amount, Costliest, CoverageReport, ListedPhrase, Outcome } from "./report.ts";
import { createGroupSuggester } from "./suggest-group.ts";
import { createTraffic } from "./traffic.ts";

/** Takes the rows of a report as they come. */
export interface CoverageTally {
  add(row: ReportRow): void;
  /** What the rows so far amount to. */
  report(): CoverageReport;
}

/** How a coverage is told. */
export interface CoverageOptions {
  /** How many of the costliest terms, texts and phrases are named. Default 50. */
  readonly top?: number;
}

const DEFAULT_TOP = 50;
/** Names that are counted at a time; up to so many different ones all is exact. */
const CAPACITY = { unmapped: 50_000, others: 5_000 };
const FIRST_SKIPPED = 20;

/**
 * Makes a tally of how a rule set covers what people typed. Its memory depends on the rule set, not
 * on the report.
 */
export function createCoverageTally(
  ruleset: Ruleset,
  { top = DEFAULT_TOP }: CoverageOptions = {},
): CoverageTally {
  const { artifact } = ruleset;
  const outcomes = new Map<Outcome, Amount>();
  const matches = new Map<string, Amount>();
  const traffic = createTraffic(ruleset);
  const findOverlong = createOverlongFinder(ruleset);
  const unmapped = createCostliest<null>({ capacity: CAPACITY.unmapped });
  const blocked = createCostliest<Blocked>({ capacity: CAPACITY.others });
  const ambiguous = createCostliest<Ambiguous>({ capacity: CAPACITY.others });
  const overlong = createCostliest<Overlong & { readonly match: ListedPhrase }>({
    capacity: CAPACITY.others,
  });
  const skipped = createSkipped();
  let missing: CoverageReport["missing"] = [];
  let total = NOTHING;
  let tooLong = NOTHING;

  function addTerm(row: SearchTerm): void {
    const answer = answerTerm(ruleset, row.term);
    const { match, rival } = answer;
    const outcome = outcomeOf(answer);
    total = plus(total, row);
    outcomes.set(outcome, plus(outcomes.get(outcome) ?? NOTHING, row));
    if (!match) {
      if (answer.blocked) blocked.add(row.term, row, () => answer.blocked ?? { minus: "" });
      else unmapped.add(row.term, row, () => null);
      return;
    }
    matches.set(match.match, plus(matches.get(match.match) ?? NOTHING, row));
    traffic.add(match, row);
    const listed = toListed(match);
    if (rival)
      ambiguous.add(row.term, row, () => ({
        match: listed,
        rival: rival.phrase,
        decidedBy: rival.decidedBy,
      }));
    const texts = findOverlong(row.term, match);
    if (texts.length > 0) tooLong = plus(tooLong, row);
    for (const text of texts) {
      overlong.add(`${text.slot}\u0000${text.text}`, row, () => ({ ...text, match: listed }));
    }
  }

  function cut<D, T>(names: CostliestNames<D>, toTerm: (name: Costly<D>) => T): Costliest<T> {
    return { ...toShare(names.sum(), total), top: names.top(top).map(toTerm) };
  }

  return {
    add(row) {
      if (row.kind === "term") addTerm(row);
      else if (row.kind === "header") ({ missing } = row);
      else skipped.add(row);
    },
    report() {
      const suggestGroup = createGroupSuggester(ruleset);
      const share = (amount: Amount = NOTHING) => toShare(amount, total);
      return {
        rules: artifact.revision,
        missing,
        total: rounded(total),
        outcomes: Object.fromEntries(
          OUTCOMES.map((outcome) => [outcome, share(outcomes.get(outcome))]),
        ) as CoverageReport["outcomes"],
        matches: Object.fromEntries([...matches].map(([kind, amount]) => [kind, share(amount)])),
        unmapped: cut(unmapped, (name) => {
          const suggestion = suggestGroup(name.name);
          return { ...toTerm(name), ...(suggestion ? { suggestion } : {}) };
        }),
        blocked: cut(blocked, (name) => ({ ...toTerm(name), ...name.detail })),
        ambiguous: cut(ambiguous, (name) => ({ ...toTerm(name), ...name.detail })),
        overlong: {
          ...cut(overlong, ({ terms, clicks, cost, detail }) => ({
            terms,
            clicks,
            cost,
            ...detail,
          })),
          ...share(tooLong),
        },
        ...traffic.report(top),
        skipped: skipped.report(),
      };
    },
  };
}

type Blocked = { readonly minus: string; readonly phrase?: ListedPhrase };
type Ambiguous = {
  readonly match: ListedPhrase;
  readonly rival: ListedPhrase;
  readonly decidedBy: PrecedenceStep;
};

function toTerm({ name, terms, clicks, cost, incomplete }: Costly<unknown>) {
  return { term: name, terms, clicks, cost, ...(incomplete ? { incomplete } : {}) };
}

function createSkipped() {
  const reasons = new Map<SkipReason, number>();
  const first: { readonly row: number; readonly reason: SkipReason }[] = [];
  let rows = 0;
  return {
    add({ row, reason }: Extract<ReportRow, { kind: "skipped" }>): void {
      rows += 1;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      // Sums are meant to be skipped; only what a person may want to mend is named.
      if (reason !== "total" && first.length < FIRST_SKIPPED) first.push({ row, reason });
    },
    report: (): CoverageReport["skipped"] => ({
      rows,
      reasons: Object.fromEntries(reasons),
      first: [...first],
    }),
  };
}
