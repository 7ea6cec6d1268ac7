/** Widths at which pages are measured, CSS pixels, ascending. */
export const WIDTHS = [360, 768, 1024, 1440] as const;

/** The height of one slot's element with one content, at one width. */
export interface Measurement {
  readonly slot: string;
  readonly width: number;
  /** CSS pixels, as `min-height` counts them. */
  readonly height: number;
  /** Names the content: rule and variant, or `default`. */
  readonly content: string;
  /** The element is inline: a least height does nothing for it. */
  readonly isInline: boolean;
}

/** What was found of a slot at one width. */
export interface Extent {
  readonly slot: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** The content that is tallest. */
  readonly tallest: string;
  readonly isInline: boolean;
}

/** The lowest and the tallest of each slot at each width, slots as they came, widths ascending. */
export function toExtents(measurements: readonly Measurement[]): readonly Extent[] {
  const extents = new Map<string, Extent>();
  for (const { slot, width, height, content, isInline } of measurements) {
    const key = `${slot} ${width}`;
    const known = extents.get(key);
    const isTallest = known === undefined || height > known.max;
    extents.set(key, {
      slot,
      width,
      min: Math.min(known?.min ?? height, height),
      max: isTallest ? height : known.max,
      tallest: isTallest ? content : known.tallest,
      isInline: known?.isInline === true || isInline,
    });
  }
  const slots = [...new Set(measurements.map(({ slot }) => slot))];
  return slots.flatMap((slot) =>
    [...extents.values()]
      .filter((extent) => extent.slot === slot)
      .toSorted((a, b) => a.width - b.width),
  );
}
