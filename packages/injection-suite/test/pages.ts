import { escapeHtml, safeUrl } from "@facet/client";
import type { Json, PageFacet, SlotDecision } from "@facet/client";

type Slots = Readonly<Record<string, Pick<SlotDecision, "type" | "content">>>;

const SCRIPTS = {
  rendered: '<script type="module" id="facet-script" src="/~facet/facet.js"></script>',
  filled:
    '<script id="facet-script" src="/~facet/snippet.js"></script><script type="module" src="/~facet/facet.js"></script>',
};

/** A page as a site without components writes it. */
export function renderedPage({ decision, stateTag }: PageFacet): string {
  const main = Object.entries(decision.slots).map(([id, slot]) => renderSlot(id, slot));
  return toPage(SCRIPTS.rendered, main.join("") + stateTag());
}

/** A page with a place for each slot and nothing in it, filled in the browser. */
export function filledPage(slots: Slots): string {
  return toPage(SCRIPTS.filled, placesFor(slots));
}

/** The same without scripts, filled on its way to the browser. */
export function plainPage(slots: Slots): string {
  return toPage("", placesFor(slots));
}

function toPage(head: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Every payload</title><link rel="icon" href="data:,">${head}</head><body data-facet-late="swap">${body}</body></html>`;
}

function renderSlot(id: string, { type, content }: Slots[string]): string {
  const name = `data-facet="${escapeHtml(id)}"`;
  const of = (key: string) => String((content as Record<string, Json>)[key] ?? "");
  if (type === "cta") {
    return `<a ${name} href="${escapeHtml(safeUrl(of("href")))}">${escapeHtml(of("label"))}</a>`;
  }
  if (type === "image") {
    return `<img ${name} src="${escapeHtml(safeUrl(of("src")))}" alt='${escapeHtml(of("alt"))}'>`;
  }
  if (type === "html") return `<div ${name}>${String(content)}</div>`;
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return `<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`;
}

function placesFor(slots: Slots): string {
  return Object.entries(slots)
    .map(([id, { type }]) => {
      const name = `data-facet="${id}"`;
      if (type === "cta")
        return `<a ${name} data-facet-attr="title:label" href="/?partner=1">x</a>`;
      if (type === "image") return `<img ${name} alt="">`;
      if (type === "html") return `<div ${name}>x</div>`;
      if (type === "text") return `<p ${name}>x</p>`;
      // What may not be set is asked for too: handlers, styles, frames.
      const marks = "title:title href:href src:href onclick:href style:href srcdoc:href";
      return `<div ${name} data-facet-attr="${marks}"><b data-facet-part="title">x</b><script data-facet-part="title"></script></div>`;
    })
    .join("");
}
