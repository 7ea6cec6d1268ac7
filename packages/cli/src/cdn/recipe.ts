/** What of a recipe is the site's own. */
export interface RecipeValues {
  /** Public origin of the site. */
  readonly site: URL;
  /** Where the server that renders the pages listens. */
  readonly origin: URL;
  /** Paths of the pages that are decided, a `*` for any text; none: all that are no assets. */
  readonly pages: readonly string[];
}

/** How a proxy or CDN is told to keep pages by their variation code. */
export interface Recipe {
  readonly name: string;
  /** Where the text goes. */
  readonly file: string;
  write(values: RecipeValues): string;
}

/** What every recipe needs of the site that renders the pages, as lines without comment signs. */
export function needsOf({ site }: RecipeValues): readonly string[] {
  return [
    "The server behind needs the service's secret for codes, and this site's address:",
    `  FACET_CODE_SECRET=…  FACET_SITE=${site.origin}   (codeSecret and site of the plugin)`,
    "Without the secret it has no gate, and every page goes to it as one visitor's own.",
    "",
    "The cache key is path and code: utm parameters, click ids and whatever else is in a query make no",
    "copy of their own, and the server that renders a shared page sees no query, so that nobody's click",
    "id is kept in it. A page that shows a parameter itself (?page=2) must have it in the key.",
    "",
    "Publishing rules changes the codes of the pages that they change: there is nothing to purge then.",
    "Purge when a template changes.",
  ];
}

/** File endings of what is no page. */
export const ASSET_ENDINGS =
  "avif|css|gif|ico|jpe?g|js|json|map|mjs|mp4|otf|pdf|png|svg|ttf|txt|wasm|webm|webmanifest|webp|woff2?|xml";

/** A variation code with its signature, as a regular expression. */
export const SIGNED_CODE = "[0-9a-z]+-[0-9a-z]+\\.[A-Za-z0-9_-]+";

/** The paths of the pages as one regular expression, or undefined: all. */
export function toPathPattern(pages: readonly string[]): string | undefined {
  if (pages.length === 0) return undefined;
  const patterns = pages.map((page) =>
    page
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*"),
  );
  return `^(?:${patterns.join("|")})$`;
}

/** Lines as a comment. */
export function comment(lines: readonly string[], sign = "#"): string {
  return lines.map((line) => `${sign} ${line}`.trimEnd()).join("\n");
}

/** The port of an address, where it is not said as well. */
export function portOf({ port, protocol }: URL): string {
  if (port !== "") return port;
  return protocol === "https:" ? "443" : "80";
}
