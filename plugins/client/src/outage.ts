import { FacetError } from "./error.ts";

const FAILURES_TO_OPEN = 3;
const PROBE_MS = 250;
const QUIET_MS = 10_000;
const MAX_REASONS = 8;

/** Watches the calls to the service: spares a dead one, and says once why it is dead. */
export interface OutageGuard {
  /** Whether to call now. While the service is down, one call every 250 ms tries it. */
  allows(): boolean;
  succeeded(): void;
  /** `ownFault`: the request itself was refused, the service is well. */
  failed(error: unknown, options?: { readonly ownFault?: boolean }): void;
}

/**
 * Makes a guard. Three failures in a row stop the calls, the first success resumes them. Failures
 * less than ten seconds apart are one outage, which gets one line in the log for each reason that it
 * shows, up to eight.
 */
export function createOutageGuard(options: {
  /** Of whom the line speaks: an address. */
  readonly api: string;
  /** What the site does meanwhile, e.g. "pages show their default content". */
  readonly meanwhile: string;
  readonly log: (message: string) => void;
  readonly now: () => number;
}): OutageGuard {
  let failuresInRow = 0;
  let lastFailure = Number.NEGATIVE_INFINITY;
  let lastProbe = Number.NEGATIVE_INFINITY;
  const told = new Set<string>();

  return {
    allows() {
      if (failuresInRow < FAILURES_TO_OPEN) return true;
      const now = options.now();
      if (now - lastProbe < PROBE_MS) return false;
      lastProbe = now;
      return true;
    },
    succeeded() {
      failuresInRow = 0;
    },
    failed(error, { ownFault = false } = {}) {
      const now = options.now();
      if (now - lastFailure >= QUIET_MS) told.clear();
      lastFailure = now;
      const reason = toReason(error);
      if (!told.has(reason) && told.size < MAX_REASONS) {
        told.add(reason);
        options.log(toLine(options, error));
      }
      if (ownFault) return;
      failuresInRow++;
      lastProbe = now;
    },
  };
}

function toLine(options: { readonly api: string; readonly meanwhile: string }, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  return `facet: ${options.api} ${reason.replace(/\.$/, "")}; ${options.meanwhile} until it answers`;
}

/** Equal where two failures would tell an operator the same. */
function toReason(error: unknown): string {
  if (!(error instanceof FacetError)) return String(error);
  const { code, status, message } = error;
  // What else they say differs from call to call: how long was waited, what was asked for.
  if (code === "TIMEOUT" || status !== undefined) return `${code} ${status}`;
  return `${code} ${message}`;
}
