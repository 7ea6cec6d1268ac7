/** A decision's id: a UUIDv7 (RFC 9562, 5.7), so that ids are in order of time. */
export function createDecisionId(now: number): string {
  const time = Math.max(0, Math.floor(now)).toString(16).padStart(12, "0").slice(-12);
  const random = crypto.randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
