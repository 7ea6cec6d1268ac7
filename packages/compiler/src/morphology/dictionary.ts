/** A word of a dictionary, or what stands in for one: what the forms of one word have in common. */
export interface Lexeme {
  /** What tells it from others. */
  readonly id: string;
  /** All its forms, folded. */
  forms(): Iterable<string>;
  /** Keys of readings that make an unlisted word a form of it. */
  readonly keys?: readonly string[];
}

/** A dictionary of word forms. */
export interface Dictionary {
  /**
   * Finds the words that a form belongs to.
   *
   * @param form Folded.
   * @returns none where the dictionary does not know the form; nothing is guessed.
   */
  lookup(form: string): readonly Lexeme[];
}
