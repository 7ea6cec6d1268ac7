import { existsSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const DEFAULT_FETCH_FILE = "fetch";
const EXTENSIONS = ["ts", "mts", "js", "mjs"];
const LINES = `  import { withFacet } from "@facet/astro/fetch";
  return withFacet(state, () => astro(state));   // where it says: return astro(state);

With a Hono app: import { facetLayer }, and app.use(facetLayer()) before app.use(astro()).`;

/**
 * The value of Astro's `fetchFile` that puts the deciding layer in front of everything.
 *
 * @param options.srcDir The site's source folder.
 * @param options.fetchFile What the site's config says; null: it wants no file of its own.
 * @returns Undefined where the site has a fetch file of its own that calls the layer.
 * @throws Error where it has one that does not.
 */
export function toFetchFile(options: {
  readonly srcDir: URL;
  readonly fetchFile: string | null | undefined;
}): string | undefined {
  const { srcDir, fetchFile = DEFAULT_FETCH_FILE } = options;
  const own = fetchFile === null ? undefined : findFile(new URL(fetchFile, srcDir));
  if (own === undefined) {
    const entry = fileURLToPath(new URL(isSource() ? "./entry.ts" : "./entry.js", import.meta.url));
    return relative(fileURLToPath(srcDir), entry).split(sep).join("/");
  }
  if (readFileSync(own, "utf8").includes("@facet/astro/fetch")) return undefined;
  throw new Error(
    `@facet/astro: ${own} handles every request of this site, so Facet has to decide in it. Add two lines:\n\n${LINES}\n`,
  );
}

/** Whether this package runs from its TypeScript sources. */
export function isSource(): boolean {
  return import.meta.url.endsWith(".ts");
}

function findFile(base: URL): string | undefined {
  const path = fileURLToPath(base);
  const candidates = [path, ...EXTENSIONS.map((extension) => `${path}.${extension}`)];
  return candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(candidate));
}
