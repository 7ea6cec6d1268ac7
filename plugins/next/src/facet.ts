import { cacheLife, cacheTag } from "next/cache";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { createCodeSigner, createFacet, toDefaultDecision } from "@facet/client";
import type { Facet, FacetDecision, ShareableDecision } from "@facet/client";
import { readPageCall } from "@facet/react";
import type { PageCall } from "@facet/react";
import { createHandoff, DECISION_HEADER } from "./handoff.ts";
import { toFacetOptions } from "./options.ts";
import type { FacetNextOptions } from "./options.ts";
import { fromSegment, NO_CODE_SEGMENT, toSegment } from "./segment.ts";

// Next keeps nothing that is stale sooner; a browser's router is told so as well.
const STALE_SECONDS = 30;

/** A page view's own decision, with what the page's forms know of its request. */
export interface RequestDecision extends FacetDecision, Partial<PageCall> {}

/** What the pages of a site ask. */
export interface FacetNext {
  /** The client itself: `track`, `lead`, `codes`. */
  readonly facet: Facet;
  /**
   * What a coded page shows: call it in a `"use cache"` scope of `[facet]/page.tsx`. It says how long
   * the page is kept and under which tags. A segment that is not ours ends in `notFound()`; where the
   * service does not answer, the defaults are shown and not kept.
   */
  fromSegment(page: string, segment: string): Promise<ShareableDecision>;
  /**
   * The decision of this page view, as the proxy made it: call it in a page that is not cached, under
   * `<Suspense>`. With it comes what became of a form that posted itself, for `<FacetForm>`. Where no
   * proxy ran in front, the defaults.
   */
  fromRequest(): Promise<RequestDecision>;
  /** What `generateStaticParams` returns: the page's most frequent codes, 20 unless told. */
  staticParams(
    page: string,
    options?: { readonly top?: number },
  ): Promise<{ readonly facet: string }[]>;
  /** Handlers of `app/~facet/[...path]/route.ts`, which the page posts events and forms to. */
  readonly route: Readonly<Record<"GET" | "POST", (request: Request) => Promise<Response>>>;
}

/**
 * Makes what the pages of a Next site need.
 * @throws FacetError `CONFIG` for options that cannot work.
 */
export function createFacetNext(options: FacetNextOptions): FacetNext {
  const facet = createFacet(toFacetOptions(options));
  const signer = createCodeSigner(options.codeSecret);
  const handoff = createHandoff(options.codeSecret);
  const defaults = (): FacetDecision => toDefaultDecision(options.defaults ?? {}, ["api"]);
  const answer = (request: Request): Promise<Response> => facet.handleEvents(request);

  return {
    facet,
    async fromSegment(page, segment) {
      const code = fromSegment(segment) ?? "";
      if ((await signer.verify(page, code)) === undefined) notFound();
      const decision = await facet.fromCode(page, code);
      if (decision?.cache === undefined) {
        cacheLife({ stale: 0, revalidate: 1, expire: 2 });
        return { ...defaults(), page };
      }
      const { maxAge, swr, tags } = decision.cache;
      const revalidate = Math.max(1, maxAge);
      cacheLife({ stale: STALE_SECONDS, revalidate, expire: revalidate + Math.max(1, swr) });
      cacheTag(...tags);
      return decision;
    },
    async fromRequest() {
      const asked = await headers();
      const handed = await handoff.open(asked.get(DECISION_HEADER) ?? "");
      if (handed === undefined) return defaults();
      const { decision, url } = handed;
      const request = new Request(url, { headers: { cookie: asked.get("cookie") ?? "" } });
      return { ...decision, ...readPageCall(request) };
    },
    async staticParams(page, asked) {
      const codes = await facet.codes(page, asked);
      // Next wants one at least, to see that the page can be built.
      if (codes.length === 0) return [{ facet: NO_CODE_SEGMENT }];
      return codes.map((code) => ({ facet: toSegment(code) }));
    },
    route: { GET: answer, POST: answer },
  };
}
