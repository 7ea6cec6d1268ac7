import type { AstroUserConfig } from "astro";
import type { FacetAstroOptions } from "./options.ts";

type ViteConfig = NonNullable<AstroUserConfig["vite"]>;

type VitePlugin = NonNullable<ViteConfig["plugins"]>[number];

const OPTIONS_MODULE = "virtual:facet/options";

/**
 * What Vite must know: the options and the site's endpoints as a module, and that the plugin goes
 * through its pipeline. `endpoints` is read when the module is, since routes are resolved later.
 */
export function facetVite(
  options: FacetAstroOptions,
  endpoints: () => readonly string[],
): ViteConfig {
  const code = () =>
    `export const options = ${JSON.stringify(options)};` +
    `export const endpoints = ${JSON.stringify(endpoints())};`;
  const isSource = import.meta.url.endsWith(".ts");
  return {
    plugins: [virtualModule(code), ...(isSource ? [sourceConditions()] : [])],
    ssr: { noExternal: ["@facet/astro"] },
  };
}

function virtualModule(code: () => string): VitePlugin {
  const resolved = `\0${OPTIONS_MODULE}`;
  return {
    name: "facet-options",
    resolveId: (id: string) => (id === OPTIONS_MODULE ? resolved : undefined),
    load: (id: string) => (id === resolved ? code() : undefined),
  };
}

// Run from TypeScript sources, the packages that belong together are resolved to sources too, in
// every environment that Astro makes. Vite replaces its default conditions by those given, so they
// are named again.
function sourceConditions(): VitePlugin {
  return {
    name: "facet-sources",
    configEnvironment(name) {
      const platform = name === "client" ? "browser" : "node";
      return {
        resolve: {
          conditions: ["@facet/source", "module", platform, "development|production"],
          externalConditions: ["@facet/source", "node"],
          ...(name === "client" ? {} : { noExternal: [/^@facet\//] }),
        },
      };
    },
  };
}
