import process from "node:process";
import node from "@astrojs/node";
import { facet } from "@facet/astro";
import { defineConfig } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  integrations: [facet({ rules: process.env.FIXTURE_RULES, timeoutMs: 2_000, cache: "header" })],
});
