/**
 * Times of a cookie: whole seconds after the visitor's first fact, so that they are short. A part of
 * a second is lost.
 */
export interface CookieClock {
  /** @param ms Epoch milliseconds. */
  write(ms: number): number;
  /** @returns epoch milliseconds. */
  read(seconds: number): number;
  /** Writes times as the first one and the steps between them. */
  writeSteps(times: readonly number[]): number[];
  /** Reads what {@link CookieClock.writeSteps} wrote. */
  readSteps(steps: readonly number[]): number[];
}

/**
 * Makes the clock of one cookie.
 *
 * @param startSeconds The visitor's first fact, seconds since the epoch.
 */
export function createCookieClock(startSeconds: number): CookieClock {
  const write = (ms: number): number => Math.floor(ms / 1_000) - startSeconds;
  const read = (seconds: number): number => (startSeconds + seconds) * 1_000;
  return {
    write,
    read,
    writeSteps(times) {
      const seconds = times.map(write);
      return seconds.map((each, i) => each - (seconds[i - 1] ?? 0));
    },
    readSteps(steps) {
      let seconds = 0;
      return steps.map((step) => {
        seconds += step;
        return read(seconds);
      });
    },
  };
}
