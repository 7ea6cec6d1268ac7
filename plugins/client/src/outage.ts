const FAILURES_TO_OPEN = 3;
const PROBE_MS = 250;
const QUIET_MS = 10_000;

/** Watches the calls to the service: spares a dead one, and says once that it is dead. */
export interface OutageGuard {
  /** Whether to call now. While the service is down, one call every 250 ms tries it. */
  allows(): boolean;
  succeeded(): void;
  /** `ownFault`: the request itself was refused, the service is well. */
  failed(error: unknown, options?: { readonly ownFault?: boolean }): void;
}

/**
 * Makes a guard. Three failures in a row stop the calls, the first success resumes them. Failures
 * less than ten seconds apart are one outage and get one line in the log.
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
      if (now - lastFailure >= QUIET_MS) options.log(toLine(options, error));
      lastFailure = now;
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
