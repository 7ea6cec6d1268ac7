/** Values of one cookie in a Cookie header (RFC 6265 §4.2), in the order they were sent. */
export function cookieValues(header: string | undefined, name: string): string[] {
  if (header === undefined || !header.includes(name)) return [];
  return header.split(";").flatMap((pair) => {
    const equals = pair.indexOf("=");
    if (equals === -1 || pair.slice(0, equals).trim() !== name) return [];
    return [pair.slice(equals + 1).trim()];
  });
}
