import { createFacet } from "@facet/client";
import { createEdgeHtml } from "../../src/index.ts";
import type { EdgeHtml } from "../../src/index.ts";

interface Env {
  readonly API: string;
  readonly ORIGIN: string;
}

let proxy: EdgeHtml | undefined;

export default {
  async fetch(
    request: Request,
    env: Env,
    context: { waitUntil(work: Promise<unknown>): void },
  ): Promise<Response> {
    proxy ??= createEdgeHtml({
      origin: env.ORIGIN,
      facet: createFacet({ api: env.API, timeoutMs: 200 }),
      bind: {
        "hero.headline": "#rec101 .t-title",
        cta: "#cta",
        photo: "#photo",
        promo: "#promo",
      },
      script: "/~facet/page.js",
    });
    return proxy.fetch(request, { waitUntil: (work) => context.waitUntil(work) });
  },
};
