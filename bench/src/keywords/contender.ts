/** Something that finds phrases, as the measurement sees it. */
export interface Contender {
  /** Takes a query as typed. The answer is opaque: the functions below read it. */
  find(text: string): unknown;
  isFound(answer: unknown): boolean;
  /** Whether the answer is the phrase of this row. */
  isRow(answer: unknown, row: number): boolean;
}

/** How a contender is made of phrases. */
export interface Maker {
  readonly name: string;
  /** Whether a query that is a phrase must lead to that phrase; others only rank. */
  readonly isExact: boolean;
  build(phrases: readonly string[]): Contender;
}

/** Name of our own contender, which is compiled in one process and loaded in another. */
export const FACET = "Facet";
