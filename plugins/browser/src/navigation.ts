/**
 * Calls back after the page has gone to another address of its site without being loaded. Fragments
 * are the same page. Returns how to stop.
 */
export function watchNavigation(onMove: () => void): () => void {
  let at = location.href;
  const stop = new AbortController();
  const check = () => {
    const from = at;
    at = location.href;
    if (from.split("#")[0] !== at.split("#")[0]) onMove();
  };
  const { navigation } = globalThis;
  // Without the Navigation API only steps through the history are heard of.
  const [source, event] = navigation ? [navigation, "navigatesuccess"] : [window, "popstate"];
  source.addEventListener(event, check, { signal: stop.signal });
  return () => stop.abort();
}

/** Calls back whenever this page is left, hidden, or goes to another address. Returns how to stop. */
export function watchLeave(onLeave: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  // No `unload`: a page that listens for it is not kept for the way back.
  addEventListener("pagehide", onLeave, { signal });
  globalThis.navigation?.addEventListener("navigate", onLeave, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") onLeave();
    },
    { signal },
  );
  return () => stop.abort();
}
