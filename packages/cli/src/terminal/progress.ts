import { cut } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** Shows how far a long piece of work is. */
export interface Progress {
  /**
   * @param share Of the whole, 0–1; `undefined` where nobody knows: there is no bar then.
   * @param detail Words behind the bar, such as how many rows were read.
   */
  update(share: number | undefined, detail: string): void;
  /** Takes the bar away. */
  end(): void;
}

const BAR_LENGTH = 30;
/** Work that is over sooner shows no bar. */
const DELAY_MS = 300;
const INTERVAL_MS = 100;

/**
 * Makes a progress bar. It shows itself only where somebody watches, and not before the work has
 * taken a moment.
 *
 * @param now The clock, milliseconds.
 */
export function createProgress(
  label: string,
  terminal: Pick<Terminal, "status" | "columns">,
  now: () => number = () => performance.now(),
): Progress {
  const { status, columns } = terminal;
  const startedAt = now();
  let shownAt: number | undefined;
  return {
    update(share, detail) {
      const time = now();
      if (!status || time - startedAt < DELAY_MS || time - (shownAt ?? 0) < INTERVAL_MS) return;
      shownAt = time;
      const line =
        share === undefined
          ? `${label}  ${detail}`
          : `${label} ${formatShare(share, { detail, elapsedMs: time - startedAt })}`;
      status(cut(line, columns - 1));
    },
    end() {
      if (shownAt !== undefined) status?.("");
    },
  };
}

function formatShare(
  share: number,
  { detail, elapsedMs }: { readonly detail: string; readonly elapsedMs: number },
): string {
  const done = Math.min(1, Math.max(0, share));
  const left = done > 0 ? `, ${formatSeconds((elapsedMs * (1 - done)) / done)} left` : "";
  return `${bar(done)} ${Math.floor(done * 100)}%  ${detail}${left}`;
}

function bar(share: number): string {
  const filled = Math.round(share * BAR_LENGTH);
  return "█".repeat(filled) + "░".repeat(BAR_LENGTH - filled);
}

function formatSeconds(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
