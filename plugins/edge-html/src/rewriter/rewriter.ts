/** An element's start tag as it streams by. The common part of all rewriters. */
export interface PageElement {
  readonly tagName: string;
  /** As it stands in the source, character references and all. */
  getAttribute(name: string): string | null;
  /** Quotes are escaped, `&` is not. */
  setAttribute(name: string, value: string): unknown;
  removeAttribute(name: string): unknown;
  /** Content right after the start tag; escaped unless `html`. */
  prepend(content: string, options?: { readonly html?: boolean }): unknown;
  /** Takes the element away with all that is in it. */
  remove(): unknown;
  removeAndKeepContent(): unknown;
  /** Of several handlers of one element only the last is called. Throws where it has no end. */
  onEndTag(handler: () => void): unknown;
}

/** A piece of text or a comment as it streams by. */
interface PageChunk {
  remove(): unknown;
}

/** What to do with whatever a selector matches. Handlers of one element run in the order of rules. */
export interface PageRule {
  readonly selector: string;
  readonly element?: (element: PageElement) => void;
  readonly text?: (chunk: PageChunk) => void;
  readonly comments?: (chunk: PageChunk) => void;
}

/** All that is to be done with one page. */
export interface PageRewrite {
  readonly rules: readonly PageRule[];
  /** HTML for the end of the page, asked for once the page has gone by. */
  readonly atEnd: () => string;
  /** Told of a selector that the rewriter cannot match; the page goes on without it. */
  readonly onBadSelector: (selector: string) => void;
}

/** Rewrites UTF-8 HTML while it streams; holds back no more than an unfinished tag. */
export type Rewriter = (
  body: ReadableStream<Uint8Array>,
  rewrite: PageRewrite,
) => ReadableStream<Uint8Array>;

interface Matching {
  on(selector: string, handlers: Omit<PageRule, "selector">): unknown;
}

/** Hands the rules to a rewriter, in order. */
export function addRules(rewriter: Matching, { rules, onBadSelector }: PageRewrite): void {
  for (const { selector, ...handlers } of rules) {
    try {
      rewriter.on(selector, handlers);
    } catch {
      onBadSelector(selector);
    }
  }
}

/**
 * Calls `handler` where the element ends, be its end tag written or implied. False: it is void, and
 * has no content.
 */
export function onEnd(element: PageElement, handler: () => void): boolean {
  try {
    element.onEndTag(handler);
    return true;
  } catch {
    return false;
  }
}
