/** Name of the cookie by which the dev toolbar says whom a page is to be shown as. */
export const PREVIEW_COOKIE = "facet-preview";

/** Whom a page is shown as while the site is developed; what is absent is as it is. */
export interface Preview {
  /** The ad phrase. */
  readonly query?: string;
  /** Signals of the rules by name, e.g. `{ "visits": 3, "geo.city": "Казань" }`. */
  readonly signals?: Readonly<Record<string, string | number>>;
}

/** The cookie's value. */
export function writePreview(preview: Preview): string {
  return encodeURIComponent(JSON.stringify(preview));
}

/** Reads the cookie of a `Cookie` header; undefined where there is none, or none that is whole. */
export function parsePreview(header: string | null): Preview | undefined {
  const pair = (header ?? "").split(/;\s*/).find((pair) => pair.startsWith(`${PREVIEW_COOKIE}=`));
  if (pair === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(decodeURIComponent(pair.slice(PREVIEW_COOKIE.length + 1)));
    return isRecord(value) ? toPreview(value) : undefined;
  } catch {
    return undefined;
  }
}

function toPreview({ query, signals }: Readonly<Record<string, unknown>>): Preview {
  const told = isRecord(signals) ? Object.entries(signals) : [];
  const known = told.filter(
    (pair): pair is [string, string | number] =>
      typeof pair[1] === "string" || Number.isFinite(pair[1]),
  );
  return {
    ...(typeof query === "string" ? { query } : {}),
    ...(known.length === 0 ? {} : { signals: Object.fromEntries(known) }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
