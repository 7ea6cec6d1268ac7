export default defineNuxtConfig({
  compatibilityDate: "2026-11-01",
  modules: ["@facet/nuxt"],
  facet: { api: "http://127.0.0.1:3000" },
  routeRules: {
    // Kept for five minutes, once for every code; then shown once more while it is rendered anew.
    "/": { swr: true, cache: { maxAge: 300 } },
    "/about": { swr: true, cache: { maxAge: 300 } },
    // Kept by nobody, whatever the rule says: it depends on what its visitor has done.
    "/account": { swr: true, cache: { maxAge: 300 } },
  },
});
