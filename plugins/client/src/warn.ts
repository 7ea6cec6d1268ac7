/** The default log; a site passes its own as `log`. */
export function warn(message: string): void {
  // oxlint-disable-next-line no-console -- there is no other log to write to
  console.warn(message);
}
