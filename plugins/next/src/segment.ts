const PREFIX = "~f.";

/** A path segment that stands for no code: its page is a 404. */
export const NO_CODE_SEGMENT = `${PREFIX}none`;

/** The path segment of a code. */
export function toSegment(code: string): string {
  return `${PREFIX}${code}`;
}

/** The code of a path segment as Next hands it over; undefined where it is another segment. */
export function fromSegment(segment: string): string | undefined {
  const text = decode(segment);
  return text.startsWith(PREFIX) ? text.slice(PREFIX.length) : undefined;
}

/** Whether a path leads to a coded page: only the proxy itself may send a request there. */
export function isCodedPath(pathname: string): boolean {
  return pathname.split("/").some((segment) => fromSegment(segment) !== undefined);
}

/** The path at which the page of `pathname` is kept for a code: `/prices` → `/prices/~f.<code>`. */
export function toCodedPath(pathname: string, code: string): string {
  return `${pathname.replace(/\/+$/, "")}/${toSegment(code)}`;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
