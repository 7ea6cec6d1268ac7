import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@facet/source"] },
  ssr: { resolve: { conditions: ["@facet/source", "node", "import", "module", "default"] } },
  test: {
    include: [
      "{packages,plugins,examples}/*/test/**/*.test.ts",
      "{api,astro-demo,compat}/test/**/*.test.ts",
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
