import type { AstroIntegration } from "astro";

/** Adds the middleware of the visitor bar. Stands before `facet()`, whose decision it prepares. */
export function visitorBar(): AstroIntegration {
  return {
    name: "visitor-bar",
    hooks: {
      "astro:config:setup"({ addMiddleware }) {
        const entrypoint = (file: string): URL => new URL(file, import.meta.url);
        addMiddleware({ order: "pre", entrypoint: entrypoint("./before-decision.ts") });
        addMiddleware({ order: "post", entrypoint: entrypoint("./after-decision.ts") });
      },
    },
  };
}
