/** An element of a slot as it stands in the page. */
export interface Seen {
  readonly slot: string;
  readonly height: number;
  readonly isInline: boolean;
}

/**
 * Runs in the page before its own scripts: however late this machine is, the page is filled, what
 * keeps heights already is taken away, and nothing is reported.
 */
export function prepare(): void {
  // What is sent while a page closes can no longer be taken on its way.
  navigator.sendBeacon = () => true;
  const send = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init) => {
    const { method } = input instanceof Request ? input : (init ?? {});
    return /^(?:GET|HEAD)?$/i.test(method ?? "")
      ? send(input, init)
      : new Response(null, { status: 204 });
  };
  document.addEventListener("facet:filled", () => {
    document.documentElement.dataset["facetMeasured"] = "";
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("[data-facet]{min-height:0 !important}");
  document.adoptedStyleSheets.push(sheet);
  const parsing = new MutationObserver(() => {
    for (const element of document.querySelectorAll("[data-facet]:not([data-facet-late=swap])")) {
      element.setAttribute("data-facet-late", "swap");
    }
  });
  parsing.observe(document, { childList: true, subtree: true });
}

/** Runs in the page: the heights of its slots, when its fonts and their images are there. */
export async function readHeights(): Promise<Seen[]> {
  await document.fonts.ready;
  const images = document.querySelectorAll<HTMLImageElement>("[data-facet] img, img[data-facet]");
  await Promise.all(Array.from(images, (image) => image.decode().catch(() => undefined)));
  return Array.from(document.querySelectorAll<HTMLElement>("[data-facet]"), (element) => {
    const style = getComputedStyle(element);
    const frame = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"] as const;
    const around = frame.reduce((sum, name) => sum + Number.parseFloat(style[name] || "0"), 0);
    const height = element.getBoundingClientRect().height;
    return {
      slot: element.dataset["facet"] ?? "",
      height: Math.max(0, style.boxSizing === "border-box" ? height : height - around),
      isInline: style.display === "inline",
    };
  });
}
