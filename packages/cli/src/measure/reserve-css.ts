import type { Extent } from "./heights.ts";

/**
 * A style sheet that keeps the tallest content's height for each slot, from each width on. Slots whose
 * height is always the same are in it too: they are empty until they are filled.
 */
export function toReserveCss(url: string, extents: readonly Extent[]): string {
  const widths = [...new Set(extents.map(({ width }) => width))].toSorted((a, b) => a - b);
  const blocks = widths.map((width, index) => {
    const rules = extents
      .filter((extent) => extent.width === width && extent.max > 0)
      .map(({ slot, max }) => `${toSelector(slot)} { min-height: ${toLength(max)}; }`);
    // Narrower screens than the narrowest that was measured get its heights.
    if (index === 0) return rules.join("\n");
    return `@media (min-width: ${width}px) {\n${rules.map((rule) => `  ${rule}`).join("\n")}\n}`;
  });
  return `/* Written by facet measure from ${url.replaceAll("*/", "")}. Do not edit. */\n${blocks.join("\n")}\n`;
}

function toSelector(slot: string): string {
  return `[data-facet="${slot.replace(/["\\]/g, "\\$&")}"]`;
}

/** Rounded up: a pixel that is missing moves the page. */
function toLength(height: number): string {
  return `${Math.ceil(height)}px`;
}
