/** A name that does not exist, among those that do. */
export interface UnknownName {
  readonly name: string;
  readonly known: readonly string[];
  /** Written before a name, e.g. `--`. */
  readonly prefix?: string;
}

/** The command line itself is wrong; exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Where the mistake is a name: for a suggestion, which goes before the hint. */
  readonly unknown: UnknownName | undefined;

  constructor(message: string, hint?: string, unknown?: UnknownName) {
    super(message);
    this.hint = hint;
    this.unknown = unknown;
  }
}
