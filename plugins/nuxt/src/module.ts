import {
  addComponent,
  addImports,
  addPlugin,
  addServerHandler,
  addServerPlugin,
  addServerTemplate,
  createResolver,
  defineNuxtModule,
  useLogger,
  useNitro,
} from "@nuxt/kit";
import type { NuxtModule } from "nuxt/schema";
import type { FacetNuxtOptions } from "./options.ts";
import { keyCachedRoutes, platformCachedRoutes, toPathPattern } from "./route-rules.ts";
import type { CachingRule } from "./route-rules.ts";

const COMPONENTS = ["FacetSlot", "FacetForm"];

/**
 * The Nuxt module: decides for every page before Nitro's cache, keeps cached pages apart by their
 * code, serves `/~facet/…`, and brings `useFacet()`, `<FacetSlot>`, `<FacetForm>` and the page runtime.
 */
export const facetModule: NuxtModule<FacetNuxtOptions> = defineNuxtModule<FacetNuxtOptions>({
  meta: { name: "@facet/nuxt", configKey: "facet", compatibility: { nuxt: ">=4.0.0" } },
  setup(options, nuxt) {
    const { resolve } = createResolver(import.meta.url);
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
    const runtime = (name: string) => resolve(`./runtime/${name}.${extension}`);

    nuxt.options.build.transpile.push(resolve("."), /@facet\//);
    nuxt.hook("nitro:config", (nitro) => {
      const rules = (nitro.routeRules ?? {}) as Record<string, CachingRule>;
      keyCachedRoutes(rules);
      for (const route of platformCachedRoutes(rules)) {
        useLogger("facet").warn(
          `route rule "${route}": "isr" is cached by the platform before Facet decides, so all visitors get one page; use "swr"`,
        );
      }
      const inline = nitro.externals?.inline ?? [];
      nitro.externals = { ...nitro.externals, inline: [...inline, resolve("."), /@facet\//] };
    });

    addServerTemplate({
      filename: "virtual:facet/options",
      // Read once the routes are known.
      getContents: () =>
        `export const options = ${JSON.stringify(options)};\n` +
        `export const endpoints = new RegExp(${JSON.stringify(toPathPattern(endpointsOf()))});\n`,
    });
    addServerHandler({ middleware: true, handler: runtime("server/decide") });
    addServerHandler({ route: "/~facet/view", handler: runtime("server/view") });
    addServerHandler({ route: "/~facet/**", handler: runtime("server/endpoint") });
    addServerPlugin(runtime("server/headers"));
    addPlugin(runtime("content"));
    addPlugin({ src: runtime("page"), mode: "client" });
    addImports({ name: "useFacet", from: runtime("use-facet") });
    for (const name of COMPONENTS) {
      addComponent({ name, export: name, filePath: runtime(`components/${name}`) });
    }
  },
});

/** Patterns of the site's server routes that are no pages. */
function endpointsOf(): string[] {
  const { scannedHandlers, options } = useNitro();
  return [...scannedHandlers, ...options.handlers].flatMap(({ route, middleware }) =>
    middleware || route === undefined || route === "" || route === "/**" ? [] : [route],
  );
}
