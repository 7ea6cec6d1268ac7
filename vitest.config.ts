import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@facet/source"] },
  ssr: { resolve: { conditions: ["@facet/source", "node", "import", "module", "default"] } },
  test: {
    include: [
      "{packages,plugins,examples}/*/test/**/*.test.ts",
      "{api,astro-demo,compat}/test/**/*.test.ts",
    ],
    // As many as there are cores, and not one less: half of the time they wait for servers and browsers.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
