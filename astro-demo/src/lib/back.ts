/** A path of this site to go back to; `/` where the given one leads anywhere else. */
export function toBackPath(given: string | undefined, base: URL): string {
  if (given === undefined || !URL.canParse(given, base)) return "/";
  const url = new URL(given, base);
  if (url.origin !== base.origin) return "/";
  // A path may itself start with two slashes, which a browser reads as a host.
  return `/${url.pathname.replace(/^[/\\]+/, "")}${url.search}`;
}
