import type { H3Event } from "h3";
import type { NitroConfig } from "nitropack/types";
import type { PageContext } from "./runtime/server/context.ts";

// What Nuxt declares itself in the types of a site's project, which a module is built without.
declare module "nuxt/schema" {
  interface NuxtHooks {
    "nitro:config": (config: NitroConfig) => void;
  }
}

declare module "nitropack/types" {
  interface NitroRuntimeHooks {
    "render:html": (
      html: { bodyAppend: string[] },
      context: { readonly event: H3Event; readonly streaming?: boolean },
    ) => void;
    "render:html:close": (
      html: { bodyAppend: string[] },
      context: { readonly event: H3Event },
    ) => void;
  }
}

declare module "h3" {
  interface H3EventContext {
    /** The decision of this page view; absent: no page. */
    facet?: PageContext;
  }
}
