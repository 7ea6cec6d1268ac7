import { start } from "@facet/browser";

let page = start();

// Client-side navigation (astro:transitions) swaps the document below a running script. The first
// load fires this event too, and that page is started already.
let isFirst = true;
document.addEventListener("astro:page-load", () => {
  if (!isFirst) page = start();
  isFirst = false;
});
document.addEventListener("astro:before-swap", () => page.stop());
