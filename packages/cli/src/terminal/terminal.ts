import { styleText } from "node:util";

/** What a command reads from and writes to. */
export interface Terminal {
  /** Chunks of standard input, decoded. */
  readonly input: AsyncIterable<string>;
  /** Writes to standard output; the promise ends when more may be written. */
  write(text: string): Promise<void>;
  /** Writes a line to standard error. */
  warn(line: string): void;
  /**
   * Shows a line beside standard output that the next one replaces; an empty one takes it away.
   * Absent: nobody watches.
   */
  readonly status?: (line: string) => void;
  /** Output is read by a person: colours are welcome. */
  readonly color: boolean;
  /** Width of a line, in characters. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends when the person at the terminal wants the command to stop. */
  readonly stop: AbortSignal;
}

/** The colours that output uses, by meaning. */
export type Tone = "strong" | "good" | "bad" | "warning" | "quiet" | "name";

const FORMATS = {
  strong: "bold",
  good: "green",
  bad: "red",
  warning: "yellow",
  quiet: "dim",
  name: "cyan",
} as const;

/** Colours text where the terminal shows colours. */
export function paint({ color }: Pick<Terminal, "color">, tone: Tone, text: string): string {
  return color ? styleText(FORMATS[tone], text, { validateStream: false }) : text;
}
