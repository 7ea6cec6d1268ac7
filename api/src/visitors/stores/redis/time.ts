const DIGITS = 16;

/** A time, epoch milliseconds, as text that sorts as it does. */
export function padTime(ms: number): string {
  return String(Math.max(0, Math.trunc(ms))).padStart(DIGITS, "0");
}
