import { createFacet, withEnvironment } from "@facet/client";
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
  return createEdgeHtml({
    origin: env.ORIGIN ?? "http://127.0.0.1:4401",
    facet: createFacet(withEnvironment({}, { ...env })),
    bind: {
      "hero.headline": "#rec101 .t-title",
      "hero.lead": "#rec101 .t-descr",
      "hero.button": "#rec101 .t-btn span",
      "account.greeting": "#rec301 .t-title",
    },
    ...platform,
  });
}
