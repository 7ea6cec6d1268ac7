declare module "virtual:facet/options" {
  import type { FacetNuxtOptions } from "../options.ts";

  /** What the site's config says; the environment wins over it. */
  export const options: FacetNuxtOptions;
  /** Matches the paths of server routes that are no pages. */
  export const endpoints: RegExp;
}

interface ImportMeta {
  /** Nuxt's development server runs. */
  readonly dev?: boolean;
  /** Pages are rendered while the site is built. */
  readonly prerender?: boolean;
  /** Nuxt builds for the browser. */
  readonly client?: boolean;
}
