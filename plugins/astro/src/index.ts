import type { AstroIntegration } from "astro";
import type { FacetAstroOptions } from "./options.ts";
import { facetVite } from "./vite.ts";

export type { FacetAstroOptions } from "./options.ts";
export type { FacetLocals } from "./locals.ts";
export type * from "@facet/client";

const LOCALS_TYPES = `declare namespace App {
  interface Locals {
    /** The decision of this page view. */
    facet: import("@facet/astro").FacetLocals;
  }
}
`;

/**
 * The Astro integration: decides for every page before it is rendered (`Astro.locals.facet`),
 * serves `/~facet/…` for the page's events and forms, and loads the page runtime.
 *
 * @param options Where the service is; `FACET_API`, `FACET_KEY`, `FACET_SITE` and
 * `FACET_TIMEOUT_MS` in the server's environment win over it.
 */
export function facet(options: FacetAstroOptions = {}): AstroIntegration {
  let endpoints: readonly string[] = [];
  return {
    name: "@facet/astro",
    hooks: {
      "astro:config:setup"({ addMiddleware, injectRoute, injectScript, updateConfig }) {
        updateConfig({ vite: facetVite(options, () => endpoints) });
        addMiddleware({ order: "pre", entrypoint: "@facet/astro/middleware" });
        injectRoute({
          pattern: "/~facet/[...path]",
          entrypoint: "@facet/astro/endpoint",
          prerender: false,
        });
        injectScript("page", `import "@facet/astro/page";`);
      },
      "astro:routes:resolved"({ routes }) {
        endpoints = routes
          .filter((route) => route.type === "endpoint")
          .map((route) => route.pattern);
      },
      "astro:config:done"({ injectTypes }) {
        injectTypes({ filename: "locals.d.ts", content: LOCALS_TYPES });
      },
    },
  };
}
