/** ISO 8601 of epoch milliseconds; a time that no calendar has is the epoch. */
export function toInstant(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
