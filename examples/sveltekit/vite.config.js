import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      // By hash: a nonce would be kept with the page.
      csp: {
        mode: "hash",
        directives: {
          "script-src": ["self"],
          "require-trusted-types-for": ["script"],
          "trusted-types": ["svelte-trusted-html", "facet", "facet-html"],
        },
      },
    }),
  ],
});
