/** An instant to the minute, UTC. */
export function formatTime(instant: string): string {
  return instant.slice(0, 16).replace("T", " ");
}

/** A value as people read it in a line. */
export function formatValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
