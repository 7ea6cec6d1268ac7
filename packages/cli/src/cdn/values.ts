import { UsageError } from "../usage-error.ts";
import type { RecipeValues } from "./recipe.ts";

// What a path may have, so that it cannot end the line of a configuration it is put into.
const PAGE = /^\/[\w\-.~%!&'()+,;=:@/*]*$/;

/**
 * The site's own values, as they are given on the command line.
 *
 * @throws UsageError where an address or a path is none.
 */
export function parseValues(given: {
  readonly site: string;
  readonly origin: string;
  readonly pages: readonly string[];
}): RecipeValues {
  const wrong = given.pages.find((page) => !PAGE.test(page));
  if (wrong !== undefined) {
    throw new UsageError(
      `--page ${JSON.stringify(wrong)} is no path of a page`,
      "expected a path such as /windows, or /windows/* for all below it",
    );
  }
  return {
    site: parseOrigin("--site", given.site),
    origin: parseOrigin("--origin", given.origin),
    pages: given.pages,
  };
}

function parseOrigin(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  if (url === undefined || !isHttp || url.href !== `${url.origin}/`) {
    throw new UsageError(
      `${option} ${JSON.stringify(text)} is no origin`,
      "expected a scheme, a host and maybe a port, such as https://www.example.com",
    );
  }
  return url;
}
