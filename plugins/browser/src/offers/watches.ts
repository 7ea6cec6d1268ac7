import type { Json } from "@facet/client";
import { isTyping } from "./focus.ts";
import { after, closest, on } from "./listen.ts";

const EXIT_ARMED_MS = 3_000;
const ABANDONED_MS = 3_000;
const ACTIVITY = ["pointermove", "pointerdown", "keydown", "scroll", "touchstart", "wheel"];
const FORMS = "form:is([data-facet-form],[data-facet-goal])";

/**
 * How a trigger came about. `lasting`: it holds from now on, so an offer that may not show yet can
 * show later. `moment`: it is over at once, and may come again. `asked`: the visitor did it to see
 * the offer.
 */
export type Firing = "lasting" | "moment" | "asked";

/** Hears of a firing. */
export type Fire = (firing: Firing) => void;

/** Watches one kind of event until the signal aborts. */
type Watch = (value: Json, fire: Fire, signal: AbortSignal) => void;

/** Single triggers by the name they travel under. */
export const WATCHES: Readonly<Record<string, Watch>> = {
  load: (_, fire) => queueMicrotask(() => fire("lasting")),
  delayMs: (value, fire, signal) => after(Number(value), () => fire("lasting"), signal),
  idleMs: watchIdle,
  scrollPercent: watchScroll,
  scrollTo: watchVisible,
  visible: watchVisible,
  exit: watchExit,
  click: watchClick,
  pages: watchPages,
  returnTab: watchReturn,
  // A goal travels with the event that counts for it, so it needs no watch of its own.
  event: watchEvent,
  // By its name in Segment's e-commerce events.
  cart: (_, fire, signal) => watchEvent("Product Added", fire, signal),
  formAbandon: watchAbandon,
};

function watchIdle(value: Json, fire: Fire, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => fire("lasting"), Number(value));
  };
  for (const type of ACTIVITY) on(window, type, wait, signal);
  signal.addEventListener("abort", () => clearTimeout(timer));
  wait();
}

function watchScroll(value: Json, fire: Fire, signal: AbortSignal): void {
  const check = () => {
    const root = document.documentElement;
    const way = root.scrollHeight - root.clientHeight;
    if (way > 0 && (root.scrollTop / way) * 100 >= Number(value)) fire("lasting");
  };
  on(window, "scroll", check, signal);
  check();
}

function watchVisible(value: Json, fire: Fire, signal: AbortSignal): void {
  if (!isSelector(value)) return;
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) fire("lasting");
  });
  signal.addEventListener("abort", () => observer.disconnect());
  for (const element of document.querySelectorAll(value)) observer.observe(element);
}

// A mouse that leaves through the top of the window. Phones have no such gesture.
function watchExit(_: Json, fire: Fire, signal: AbortSignal): void {
  if (!matchMedia("(hover: hover) and (pointer: fine)").matches) return;
  const check = (event: Event) => {
    const { relatedTarget, clientY } = event as MouseEvent;
    if (relatedTarget === null && clientY <= 0 && !isTyping()) fire("moment");
  };
  after(EXIT_ARMED_MS, () => on(document, "mouseout", check, signal), signal);
}

function watchClick(value: Json, fire: Fire, signal: AbortSignal): void {
  if (!isSelector(value)) return;
  on(document, "click", (event) => closest(event, value) && fire("asked"), signal);
}

// Pages of this site in this tab's history: counted without storing anything.
function watchPages(value: Json, fire: Fire): void {
  const entries = globalThis.navigation?.entries() ?? [];
  const pages = new Set(entries.map(({ url }) => url?.split("#")[0]));
  if (pages.size >= Number(value)) queueMicrotask(() => fire("lasting"));
}

function watchReturn(_: Json, fire: Fire, signal: AbortSignal): void {
  let left = false;
  const check = () => {
    if (document.visibilityState === "hidden") left = true;
    else if (left) fire("lasting");
  };
  on(document, "visibilitychange", check, signal);
}

function watchEvent(value: Json, fire: Fire, signal: AbortSignal): void {
  const check = (event: Event) => {
    if ((event as CustomEvent).detail === value) fire("lasting");
  };
  on(document, "facet:track", check, signal);
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

function isSelector(value: Json): value is string {
  if (typeof value !== "string") return false;
  try {
    document.querySelector(value);
    return true;
  } catch {
    return false;
  }
}
