import { formatTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Extent } from "./heights.ts";

/** A table of slots and widths, with the lowest and the tallest content of each. */
export function formatExtents(
  extents: readonly Extent[],
  { columns }: Pick<Terminal, "columns">,
): string {
  const rows = extents.map(({ slot, width, min, max, tallest }) => [
    slot,
    `${width}`,
    toPixels(min),
    toPixels(max),
    tallest,
  ]);
  const header = ["slot", "width", "min", "max", "tallest"];
  return `${formatTable({ header, rows }, { columns, whole: [0], right: [1, 2, 3] })}\n`;
}

function toPixels(height: number): string {
  return `${Math.ceil(height)} px`;
}
