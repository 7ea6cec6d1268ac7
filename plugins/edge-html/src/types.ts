import type { Facet } from "@facet/client";
import type { PageCache } from "./cache/page-cache.ts";
import type { SlotBindings } from "./slots/rules.ts";

/** Options of {@link createEdgeHtml}. */
export interface EdgeHtmlOptions {
  /** Address of the site that is personalised, e.g. `https://project12345.tilda.ws`. */
  readonly origin: string;
  /** Made by `createFacet`. */
  readonly facet: Pick<Facet, "handle" | "handleEvents">;
  /** Where the slots are, beside `data-facet` attributes: slot id → selectors of the page. */
  readonly bind?: SlotBindings;
  /** Address of the page runtime; its `<script type="module">` is added to every page. */
  readonly script?: string;
  /** Answers a script below `/~facet/` by its file name, such as the page runtime and its parts. */
  readonly scripts?: (file: string) => Promise<Response | undefined>;
  /** Where finished pages are kept. Default: the platform's `caches.default`, else nowhere. */
  readonly cache?: PageCache;
  /**
   * How long a page may be shared that the origin sends without `Cache-Control`, in seconds. 0 by
   * default: such a page may be anybody's, so it is not kept.
   */
  readonly unmarkedSeconds?: number;
  /** Longest wait for the origin's headers. 30,000 by default. */
  readonly originTimeoutMs?: number;
  readonly fetch?: typeof fetch;
  /** Gets one line per slot that cannot be filled. Default: `console.warn`. */
  readonly log?: (message: string) => void;
}

/** Per-request options of {@link EdgeHtml.fetch}. */
export interface EdgeHtmlContext {
  /** The visitor's address, as the platform tells it. */
  readonly address?: string;
  /** Lets work go on after the answer has been sent (workerd: `ctx.waitUntil`). */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** A site in front of another site, whose pages it personalises as they stream through. */
export interface EdgeHtml {
  /** Answers one request of a visitor. Never throws for what the origin or the service do. */
  fetch(request: Request, context?: EdgeHtmlContext): Promise<Response>;
}
