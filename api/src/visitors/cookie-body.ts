import type { Json } from "@facet/engine";
import { fromCompactView, toCompactView, type ViewEntry } from "./cookie-first.ts";

/** What visitor cookies are sealed for. */
export const COOKIE_PURPOSE = "visitor";

/** What a visitor's cookie holds. */
export interface CookieBody {
  readonly id: string;
  /** The visitor's first view, while it is nowhere else. */
  readonly first?: ViewEntry;
  /** The visitor's state in short, see `cookie-state.ts`. */
  readonly state?: Json;
}

/** Form of the body; another one is not read. */
const FORM = 1;

/** Writes the body as JSON. */
export function writeCookieBody({ id, first, state }: CookieBody): string {
  const values: Json[] = [FORM, id, first === undefined ? 0 : toCompactView(first), state ?? 0];
  while (values.at(-1) === 0) values.pop();
  return JSON.stringify(values);
}

/** Reads what {@link writeCookieBody} wrote; `undefined` for anything else. */
export function parseCookieBody(text: string, site: string): CookieBody | undefined {
  const values = parseList(text);
  const [form, id, compactView, state] = values;
  if (form !== FORM || typeof id !== "string") return undefined;
  const first = fromCompactView(compactView, { site, id });
  return {
    id,
    ...(first === undefined ? {} : { first }),
    ...(state === undefined || state === 0 ? {} : { state }),
  };
}

function parseList(text: string): readonly Json[] {
  try {
    const value: Json = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
