import type { Json } from "@facet/client";
import { isTyping } from "./focus.ts";
import { after, closest, isSelector, on } from "./listen.ts";
import type { Fire, Watch } from "./watches.ts";

const ABANDONED_MS = 3_000;
const FORMS = "form:is([data-facet-form],[data-facet-goal])";
/** A quick scroll upwards: so much of the window's height within so long. */
const FLICK_SHARE = 0.5;
const FLICK_MS = 300;
const FLICK_ARMED_MS = 5_000;

/** Single triggers that few offers have, by the name they travel under. */
export const RARE_WATCHES: Readonly<Record<string, Watch>> = {
  scrollTo: watchVisible,
  visible: watchVisible,
  pages: watchPages,
  returnTab: watchReturn,
  formAbandon: watchAbandon,
  "exit phones": watchFlick,
};

// What a page's own scripts add later counts as well.
function watchVisible(value: Json, fire: Fire, signal: AbortSignal): void {
  if (!isSelector(value)) return;
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) fire("lasting");
  });
  const observe = () => {
    const found = document.querySelectorAll(value);
    for (const element of found) seen.observe(element);
    return found.length > 0;
  };
  const added = new MutationObserver(() => observe() && added.disconnect());
  signal.addEventListener("abort", () => {
    seen.disconnect();
    added.disconnect();
  });
  if (!observe()) added.observe(document.documentElement, { childList: true, subtree: true });
}

// Pages of this site in this tab's history: counted without storing anything.
function watchPages(value: Json, fire: Fire): void {
  const entries = globalThis.navigation?.entries() ?? [];
  const pages = new Set(entries.map(({ url }) => url?.split("#")[0]));
  if (pages.size >= Number(value)) fire("lasting");
}

function watchReturn(_: Json, fire: Fire, signal: AbortSignal): void {
  let left = false;
  const check = () => {
    if (document.visibilityState === "hidden") left = true;
    else if (left) fire("lasting");
  };
  on(document, "visibilitychange", check, signal);
}

// A form that was begun, left and not sent. One that has gone through is no longer in the page.
function watchAbandon(_: Json, fire: Fire, signal: AbortSignal): void {
  let begun: Element | null | undefined;
  const check = () => {
    if (begun?.isConnected && !begun.contains(document.activeElement)) fire("lasting");
  };
  on(document, "input", (event) => (begun = closest(event, FORMS) ?? begun), signal);
  on(document, "focusout", () => after(ABANDONED_MS, check, signal), signal);
  on(document, "submit", () => (begun = null), signal);
}

// A thumb that throws the page back to its top, on the way to the address bar.
function watchFlick(_: Json, fire: Fire, signal: AbortSignal): void {
  let from = { top: 0, at: 0 };
  const check = ({ timeStamp }: Event) => {
    const top = scrollY;
    if (top > from.top || timeStamp - from.at > FLICK_MS) from = { top, at: timeStamp };
    else if (from.top - top >= innerHeight * FLICK_SHARE && !isTyping()) fire("moment");
  };
  after(FLICK_ARMED_MS, () => on(window, "scroll", check, signal), signal);
}
