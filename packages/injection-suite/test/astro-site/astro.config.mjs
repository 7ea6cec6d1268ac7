import node from "@astrojs/node";
import { facet } from "@facet/astro";
import { defineConfig } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  integrations: [facet()],
  devToolbar: { enabled: false },
});
