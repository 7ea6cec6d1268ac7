import node from "@astrojs/node";
import { facet } from "@facet/astro";
import { defineConfig, memoryCache } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  cache: { provider: memoryCache() },
  routeRules: { "/[...path]": { maxAge: 600 } },
  integrations: [facet()],
});
