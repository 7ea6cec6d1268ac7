import node from "@astrojs/node";
import { facet } from "@facet/astro";
import { defineConfig } from "astro/config";
import { visitorBar } from "./src/preview/integration.ts";

// JavaScript, because Node itself loads it then and finds the packages of this repository unbuilt.
export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  // FACET_API in the server's environment says where the service is. The demo would rather wait for
  // the right page than show the defaults on a busy laptop.
  integrations: [visitorBar(), facet({ timeoutMs: 500 })],
  // No script is written into the page, so that it works under `script-src 'self'`.
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
  server: { host: "127.0.0.1" },
});
