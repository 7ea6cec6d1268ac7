import { start } from "@facet/browser";
import type { FacetPage } from "@facet/browser";
import { STATE_ID } from "@facet/client";
import type { PageState } from "@facet/client";
import { addRouteMiddleware, defineNuxtPlugin, useState } from "nuxt/app";
import { NO_CONTENT } from "./page-content.ts";
import type { PageContent } from "./page-content.ts";

interface View {
  readonly content: PageContent;
  readonly state: PageState;
}

// A page whose decision is later than this shows its default content.
const TIMEOUT_MS = 1_000;

/** Starts the page runtime, and decides anew where the visitor goes on without a load. */
// oxlint-disable-next-line import/no-default-export -- Nuxt takes a plugin by its default export
export default defineNuxtPlugin({
  name: "facet:page",
  setup(nuxtApp) {
    const content = useState<PageContent>("facet", () => NO_CONTENT);
    let page: FacetPage | undefined;
    let next: View | undefined;

    addRouteMiddleware(
      "facet",
      async (to, from) => {
        if (nuxtApp.isHydrating || to.path === from.path) return;
        next = await fetchView(to.fullPath);
        content.value = next?.content ?? NO_CONTENT;
      },
      { global: true },
    );
    nuxtApp.hook("app:suspense:resolve", () => {
      page ??= start();
    });
    nuxtApp.hook("page:finish", () => {
      if (next === undefined) return;
      writeState(next.state);
      next = undefined;
      page?.refresh();
    });
  },
});

async function fetchView(path: string): Promise<View | undefined> {
  try {
    const response = await fetch(`/~facet/view?url=${encodeURIComponent(path)}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Written by this module's own server.
    return response.ok ? ((await response.json()) as View) : undefined;
  } catch {
    return undefined;
  }
}

function writeState(state: PageState): void {
  const element = document.getElementById(STATE_ID) ?? document.createElement("script");
  element.id = STATE_ID;
  element.setAttribute("type", "application/json");
  element.textContent = JSON.stringify(state);
  if (!element.isConnected) document.body.append(element);
}
