import type { Json } from "@facet/client";
import { isTyping } from "./focus.ts";
import { after, closest, isSelector, on } from "./listen.ts";

const EXIT_ARMED_MS = 3_000;
const LEAVING_MS = 1_000;
const ACTIVITY = ["pointermove", "pointerdown", "keydown", "scroll", "touchstart", "wheel"];

/**
 * How a trigger came about. `lasting`: it holds from now on, so an offer that may not show yet can
 * show later. `moment`: it is over at once, and may come again. `asked`: the visitor did it to see
 * the offer.
 */
export type Firing = "lasting" | "moment" | "asked";

/** Hears of a firing. */
export type Fire = (firing: Firing) => void;

/** Watches one kind of event until the signal aborts. */
export type Watch = (value: Json, fire: Fire, signal: AbortSignal) => void;

/** Single triggers by the name they travel under, those that most offers have. */
export const WATCHES: Readonly<Record<string, Watch>> = {
  load: (_, fire) => queueMicrotask(() => fire("lasting")),
  delayMs: (value, fire, signal) => after(Number(value), () => fire("lasting"), signal),
  idleMs: watchIdle,
  scrollPercent: watchScroll,
  exit: watchExit,
  click: watchClick,
  // A goal travels with the event that counts for it, so it needs no watch of its own.
  event: watchEvent,
  // By its name in Segment's e-commerce events.
  cart: (_, fire, signal) => watchEvent("Product Added", fire, signal),
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

// A mouse that leaves through the top of the window, and not because a link was followed.
function watchExit(_: Json, fire: Fire, signal: AbortSignal): void {
  let followedAt = Number.NEGATIVE_INFINITY;
  const follow = (event: Event) => {
    if (closest(event, "a[href]")) followedAt = event.timeStamp;
  };
  const check = (event: Event) => {
    const { relatedTarget, clientY, timeStamp } = event as MouseEvent;
    const isLeaving = timeStamp - followedAt < LEAVING_MS;
    if (relatedTarget === null && clientY <= 0 && !isLeaving && !isTyping()) fire("moment");
  };
  on(document, "click", follow, signal);
  after(EXIT_ARMED_MS, () => on(document, "mouseout", check, signal), signal);
}

function watchClick(value: Json, fire: Fire, signal: AbortSignal): void {
  if (!isSelector(value)) return;
  on(document, "click", (event) => closest(event, value) && fire("asked"), signal);
}

function watchEvent(value: Json, fire: Fire, signal: AbortSignal): void {
  const check = (event: Event) => {
    if ((event as CustomEvent).detail === value) fire("lasting");
  };
  on(document, "facet:track", check, signal);
}
