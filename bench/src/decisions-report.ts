import { measureDecisions } from "./decisions.ts";

const perSecond = (ns: number): number => Math.round(1e9 / ns);

/** Measures decisions in process and prints them. */
export function reportDecisions(): void {
  console.log("Decisions in process: the same rules and visitors, CPU time");
  console.table(
    measureDecisions().map(({ rules, facetNs, growthBookNs }) => ({
      rules,
      "Facet, decisions/s": perSecond(facetNs),
      "GrowthBook, decisions/s": perSecond(growthBookNs),
      ratio: Number((growthBookNs / facetNs).toFixed(1)),
    })),
  );
}
