import type { Decay, PointsRule, Scoring } from "@facet/engine";
import type { Located } from "../load/located.ts";
import { parseDuration } from "../scalar/duration.ts";
import type { ScoringSource } from "../schema/index.ts";
import type { CompileScope } from "./scope.ts";
import { complain, rootOf, within } from "./spot.ts";

/** Points from which each level of interest begins, where a rule set does not say. */
const DEFAULT_INTEREST = { "1": 60, "2": 40, "3": 20, "4": 0 } as const;
const LEVELS = [1, 2, 3, 4] as const;

/** Compiles points, decay, levels of interest and grades. */
export function compileScoring(
  item: Located<ScoringSource> | undefined,
  scope: CompileScope,
): Scoring {
  const source = item?.value ?? {};
  const decay = compileDecay(source.decay);
  return {
    points: compilePoints(source.points ?? []),
    ...(decay ? { decay } : {}),
    interest: compileInterest(source.interest, item),
    fit: (source.fit ?? []).map(({ grade, when }, index) => {
      if (!item || when === undefined) return { grade };
      return { grade, when: scope.condition(when, within(rootOf(item), "fit", index, "when")) };
    }),
  };
}

/**
 * Names each line after its event, so that changing its points or its place leaves the ledgers of
 * known visitors valid; several lines of one event and score are counted in the order written.
 */
function compilePoints(source: NonNullable<ScoringSource["points"]>): PointsRule[] {
  const taken = new Set(source.flatMap((line) => line.id ?? []));
  return source.map((line): PointsRule => {
    const { event, points, once, max, per, score } = line;
    const perMs = per === undefined ? undefined : parseDuration(per);
    return {
      id: line.id ?? freeName(score === undefined ? event : `${event}@${score}`, taken),
      event,
      points,
      ...(once === undefined ? {} : { once }),
      ...(max === undefined ? {} : { max }),
      ...(perMs === undefined ? {} : { perMs }),
      ...(score === undefined ? {} : { score }),
    };
  });
}

function freeName(base: string, taken: Set<string>): string {
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}#${count}`;
  taken.add(name);
  return name;
}

function compileDecay(source: ScoringSource["decay"]): Decay | undefined {
  if (!source) return undefined;
  const afterMs = source.after === undefined ? 0 : (parseDuration(source.after) ?? 0);
  if ("halfLife" in source) return { afterMs, halfLifeMs: parseDuration(source.halfLife) ?? 0 };
  return { afterMs, lose: source.lose, everyMs: parseDuration(source.every) ?? 0 };
}

function compileInterest(
  source: ScoringSource["interest"],
  item: Located<ScoringSource> | undefined,
): Scoring["interest"] {
  const from = source ?? DEFAULT_INTEREST;
  const levels = LEVELS.flatMap((level) => {
    const points = from[level];
    return points === undefined ? [] : [{ level, from: points }];
  });
  levels.forEach((level, index) => {
    const above = levels[index - 1];
    if (!item || !above || above.from > level.from) return;
    complain(within(rootOf(item), "interest", String(level.level)), {
      code: "interest-order",
      message: `level ${level.level} begins at ${level.from}, but level ${above.level}, which is higher, at ${above.from}`,
      suggestion: `let level ${level.level} begin below ${above.from}`,
    });
  });
  return levels;
}
