import node from "@astrojs/node";
import { facet } from "@facet/astro";
import { defineConfig, memoryCache } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  // A page per code in this process. Parameters of advertisements are no part of its key: what they
  // decide is in the code.
  cache: { provider: memoryCache({ max: 500 }) },
  integrations: [facet({ rules: "../../packages/leak-suite/rules" })],
  vite: { build: { assetsInlineLimit: 0 } },
  server: { host: "127.0.0.1" },
});
