import { defineNuxtPlugin, useRequestEvent, useState } from "nuxt/app";
import { NO_CONTENT, toPageContent } from "./page-content.ts";
import type { PageContent } from "./page-content.ts";

/** Puts the page's content into the payload, where the browser finds it when it takes over. */
// oxlint-disable-next-line import/no-default-export -- Nuxt takes a plugin by its default export
export default defineNuxtPlugin({
  name: "facet",
  enforce: "pre",
  setup() {
    useState<PageContent>("facet", () => {
      const page = useRequestEvent()?.context.facet;
      return page === undefined ? NO_CONTENT : toPageContent(page.result, page.outcome);
    });
  },
});
