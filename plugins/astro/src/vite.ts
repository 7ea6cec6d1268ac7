import type { AstroUserConfig } from "astro";
import { isSource } from "./fetch-file.ts";
import type { FacetAstroOptions } from "./options.ts";

type ViteConfig = NonNullable<AstroUserConfig["vite"]>;

type VitePlugin = NonNullable<ViteConfig["plugins"]>[number];

const OPTIONS_MODULE = "virtual:facet/options";

/** What Vite must know: the virtual modules, and that this package goes through its pipeline. */
export function facetVite(options: FacetAstroOptions, isDev: boolean): ViteConfig {
  const code =
    `export const options = ${JSON.stringify(options)};` +
    `export const isDev = ${JSON.stringify(isDev)};`;
  return {
    plugins: [virtualModules(code), ...(isSource() ? [sourceConditions()] : [])],
    ssr: { noExternal: ["@facet/astro"] },
    optimizeDeps: { exclude: ["@facet/astro", "@facet/browser", "@facet/client"] },
  };
}

function virtualModules(optionsCode: string): VitePlugin {
  const modules = new Map([
    [OPTIONS_MODULE, optionsCode],
    ["virtual:facet", `export { facet } from "@facet/astro/runtime";`],
  ]);
  return {
    name: "facet-virtual",
    resolveId: (id: string) => (modules.has(id) ? `\0${id}` : undefined),
    load: (id: string) => (id.startsWith("\0") ? modules.get(id.slice(1)) : undefined),
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
