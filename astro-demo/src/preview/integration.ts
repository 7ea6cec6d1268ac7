import type { AstroIntegration } from "astro";

/** Adds the middleware of the visitor bar, which explains what was decided. */
export function visitorBar(): AstroIntegration {
  return {
    name: "visitor-bar",
    hooks: {
      "astro:config:setup"({ addMiddleware }) {
        const entrypoint = new URL("./after-decision.ts", import.meta.url);
        addMiddleware({ order: "post", entrypoint });
      },
    },
  };
}
