import { decodeParameter, decodeSegment } from "./decode.ts";
import { hasMacro, isMacro } from "./macro.ts";
import { cleanText } from "./text.ts";

const MAX_PARAMETERS = 100;
const MAX_VALUE_LENGTH = 2_048;
const MAX_NAME_LENGTH = 200;
const MAX_URL_LENGTH = 16_384;
const NO_HOST = "relative.invalid";

/** The parts of a page's URL that decisions use. */
export interface ParsedUrl {
  /** Lower case, without port; absent for a relative URL. */
  readonly host?: string;
  /** Decoded, starts with a slash; absent where the URL is of no web page. */
  readonly path?: string;
  /** Decoded parameters by name in lower case; the first of equal names, no empty values. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The same with names as sent, on an object without a prototype. */
  readonly query: Readonly<Record<string, string>>;
  /** Names of parameters that hold an ad macro which was not filled in. */
  readonly brokenMacros: readonly string[];
}

/**
 * Reads a URL as far as it can be read: relative, broken and hostile ones included. At most 100
 * parameters are kept, values are cut at 2,048 characters; a parameter that is an unfilled ad macro
 * is left out. Never throws.
 */
export function parseUrl(text: string): ParsedUrl {
  const url = text.slice(0, MAX_URL_LENGTH);
  const hash = url.indexOf("#");
  const bare = hash === -1 ? url : url.slice(0, hash);
  const mark = bare.indexOf("?");
  const address = parseAddress(mark === -1 ? bare : bare.slice(0, mark));
  return { ...address, ...parseQuery(mark === -1 ? "" : bare.slice(mark + 1)) };
}

function parseAddress(address: string): Pick<ParsedUrl, "host" | "path"> {
  const parsed = URL.parse(address, `http://${NO_HOST}`);
  if (parsed === null) return {};
  const isWeb = parsed.protocol === "http:" || parsed.protocol === "https:";
  const host = parsed.hostname.toLowerCase();
  return {
    ...(host === "" || host === NO_HOST ? {} : { host: cleanText(host, 255) }),
    ...(isWeb ? { path: decodePath(parsed.pathname) } : {}),
  };
}

function decodePath(path: string): string {
  const decoded = path.includes("%") ? path.split("/").map(decodeSegment).join("/") : path;
  return cleanText(decoded, MAX_VALUE_LENGTH);
}

function parseQuery(raw: string): Omit<ParsedUrl, "host" | "path"> {
  const parameters = new Map<string, string>();
  const query: Record<string, string> = Object.create(null);
  const brokenMacros: string[] = [];
  for (const pair of splitPairs(raw)) {
    const equals = pair.indexOf("=");
    const name = cleanText(
      decodeParameter(equals === -1 ? pair : pair.slice(0, equals)),
      MAX_NAME_LENGTH,
    );
    const value = cleanText(
      decodeParameter(equals === -1 ? "" : pair.slice(equals + 1)),
      MAX_VALUE_LENGTH,
    );
    if (hasMacro(value)) brokenMacros.push(name);
    if (name === "" || value.trim() === "" || isMacro(value)) continue;
    if (!Object.hasOwn(query, name)) query[name] = value;
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, value);
  }
  return { parameters, query, brokenMacros };
}

function splitPairs(raw: string): readonly string[] {
  return raw === "" ? [] : raw.split("&", MAX_PARAMETERS);
}
