import { complain } from "../compile/spot.ts";
import { suggest } from "../suggest.ts";
import { authoredConditions, testsOf } from "./authored-conditions.ts";
import type { Check } from "./input.ts";

const PREFIX = "scores.";

/** Warns of named scores that conditions ask for and no points go to: they are never known. */
export const checkNamedScores: Check = ({ source, artifact }) => {
  const known = new Set(artifact.scoring.points.flatMap(({ score }) => score ?? []));
  for (const { name, spot } of authoredConditions(source).flatMap(testsOf)) {
    const score = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
    if (score === undefined || known.has(score)) continue;
    complain(spot, {
      severity: "warning",
      code: "unknown-score",
      onKey: true,
      message: `no points go to the score "${score}"`,
      suggestion:
        suggest(score, known) ??
        `name it in scoring.yaml: { event: …, points: …, score: ${score} }`,
    });
  }
};
