import type { Extent } from "./heights.ts";

/**
 * A style sheet that keeps the height of each slot's tallest content, from each width on at which it is
 * another than at the one before. Narrower screens than the narrowest get the narrowest one's.
 */
export function toReserveCss(url: string, extents: readonly Extent[]): string {
  const kept = new Map<string, string>();
  const byWidth = Map.groupBy(extents, ({ width }) => width);
  const blocks = [...byWidth]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([width, found], index) => {
      const rules = found.flatMap(({ slot, max }) => {
        const length = toLength(max);
        if (length === (kept.get(slot) ?? toLength(0))) return [];
        kept.set(slot, length);
        return [`${toSelector(slot)} { min-height: ${length}; }`];
      });
      if (rules.length === 0) return [];
      if (index === 0) return rules;
      return [`@media (min-width: ${width}px) {`, ...rules.map((rule) => `  ${rule}`), "}"];
    });
  const source = url.replaceAll("*/", "");
  return `${[`/* Written by facet measure from ${source}. Do not edit. */`, ...blocks].join("\n")}\n`;
}

function toSelector(slot: string): string {
  return `[data-facet="${slot.replace(/["\\]/g, "\\$&")}"]`;
}

/** Rounded up: a pixel that is missing moves the page. */
function toLength(height: number): string {
  return `${Math.ceil(height)}px`;
}
