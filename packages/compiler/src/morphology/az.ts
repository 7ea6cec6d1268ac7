/** The optional package that the Russian dictionary comes in. */
export const RUSSIAN_DICTIONARY = "az";

/** One reading of a form. */
export interface Parse {
  readonly word: string;
  /** Grammemes of the form are properties that are true. */
  readonly tag: Readonly<Record<string, unknown>>;
  readonly paradigmIdx: number;
  readonly formCnt: number;
  /** The form at a place of the paradigm. */
  inflect(formIdx: number): Parse;
  /** What all forms share. */
  base(): string;
}

/** How a form is looked up. */
export interface Settings {
  readonly ignoreCase: boolean;
  /** Letter of the form → letter that the dictionary may have in its place. */
  readonly replacements: Readonly<Record<string, string>>;
  readonly stutter: number;
  readonly typos: number;
}

/** The part of the package that is used. */
export interface Az {
  readonly Morph: {
    /** Loads the dictionaries from the package's own folder. */
    init(loaded: (error?: unknown) => void): void;
    readonly Parsers: {
      Dictionary(word: string, settings: Settings): readonly Parse[];
    };
  };
}

/**
 * Imports the package when it is wanted.
 *
 * @returns `undefined` where it is not installed.
 */
export async function importAz(): Promise<Az | undefined> {
  // Not a literal: bundlers leave it alone, which they must, for it reads files beside itself.
  const name: string = RUSSIAN_DICTIONARY;
  try {
    return ((await import(name)) as { readonly default: Az }).default;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}
