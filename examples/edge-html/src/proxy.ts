import { createFacet } from "@facet/client";
import { createEdgeHtml } from "@facet/edge-html";
import type { EdgeHtml, EdgeHtmlOptions } from "@facet/edge-html";

/** Where things are; all of it has a default for this folder. */
export interface ProxyEnv {
  readonly ORIGIN?: string;
  readonly FACET_API?: string;
  readonly FACET_KEY?: string;
  readonly FACET_TIMEOUT_MS?: string;
}

/** The proxy of this site: the same in Node and in workerd. */
export function createProxy(env: ProxyEnv, platform: Partial<EdgeHtmlOptions> = {}): EdgeHtml {
  const { FACET_KEY: key, FACET_TIMEOUT_MS = "60" } = env;
  return createEdgeHtml({
    origin: env.ORIGIN ?? "http://127.0.0.1:4401",
    facet: createFacet({
      api: env.FACET_API ?? "http://127.0.0.1:3000",
      timeoutMs: Number(FACET_TIMEOUT_MS),
      ...(key === undefined ? {} : { key }),
    }),
    bind: {
      "hero.headline": "#rec101 .t-title",
      "hero.lead": "#rec101 .t-descr",
      "hero.button": "#rec101 .t-btn span",
      "account.greeting": "#rec301 .t-title",
    },
    ...platform,
  });
}
