/** Listens until the signal aborts, before the page's own listeners and never holding it up. */
export function on(
  target: EventTarget,
  type: string,
  listener: (event: Event) => unknown,
  signal: AbortSignal,
): void {
  target.addEventListener(type, listener, { capture: true, passive: true, signal });
}

/** The nearest element around where an event happened that the selector matches. */
export function closest({ target }: Event, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null;
}

/** Runs once after `ms` milliseconds, unless the signal aborts first. */
export function after(ms: number, then: () => void, signal: AbortSignal): void {
  const timer = setTimeout(then, ms);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/** Whether a value is a selector that this browser can read. */
export function isSelector(value: unknown): value is string {
  if (typeof value !== "string") return false;
  try {
    document.createDocumentFragment().querySelector(value);
    return true;
  } catch {
    return false;
  }
}
