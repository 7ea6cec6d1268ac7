import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { watchRules } from "./dev/rules.ts";
import { toFetchFile } from "./fetch-file.ts";
import type { FacetAstroOptions } from "./options.ts";
import { facetVite } from "./vite.ts";

export type { FacetAstroOptions } from "./options.ts";
export type { CacheAnswer, FacetLocals, OwnFacetLocals } from "./locals.ts";
export type * from "@facet/client";

const TYPES = `declare namespace App {
  interface Locals {
    /** The decision of this page view. */
    facet: import("@facet/astro").FacetLocals;
  }
}
declare module "virtual:facet" {
  /** The client of this server, for what the site's own code reports. */
  export const facet: import("@facet/astro").Facet;
}
`;

/**
 * The Astro integration: decides for every page before Astro's cache and middleware see the request
 * (`Astro.locals.facet`), serves `/~facet/…` for the page's events and forms, and loads the page
 * runtime.
 *
 * @param options Where the service is; `FACET_API`, `FACET_KEY`, `FACET_SITE`, `FACET_CODE_SECRET` and
 * `FACET_TIMEOUT_MS` in the server's environment win over it.
 * @throws Error where the site has a fetch file of its own that leaves Facet out.
 */
export function facet(options: FacetAstroOptions = {}): AstroIntegration {
  const { rules, ...served } = options;
  let root: URL | undefined;
  return {
    name: "@facet/astro",
    hooks: {
      "astro:config:setup"(setup) {
        const { config, command, updateConfig, injectRoute } = setup;
        root = config.root;
        const fetchFile = toFetchFile(config);
        const cache = options.cache ?? (config.cache?.provider === undefined ? "none" : "header");
        updateConfig({
          vite: facetVite({ ...served, cache }, command === "dev"),
          ...(fetchFile === undefined ? {} : { fetchFile }),
        });
        setup.addMiddleware({ order: "pre", entrypoint: "@facet/astro/middleware" });
        injectRoute({
          pattern: "/~facet/[...path]",
          entrypoint: "@facet/astro/endpoint",
          prerender: false,
        });
        setup.injectScript("page", `import "@facet/astro/page";`);
        setup.addDevToolbarApp({
          id: "facet",
          name: "Facet",
          icon: "sitemap",
          entrypoint: "@facet/astro/toolbar",
        });
      },
      "astro:config:done"({ injectTypes }) {
        injectTypes({ filename: "locals.d.ts", content: TYPES });
      },
      "astro:server:setup"({ server, logger }) {
        if (rules === undefined || root === undefined) return;
        const folder = fileURLToPath(new URL(rules, root));
        watchRules(server, { folder, options, log: (message) => logger.warn(message) });
      },
    },
  };
}
