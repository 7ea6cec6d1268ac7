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

/**
 * Hears that this page is left or hidden (`onLeave`), or that its own code is about to go to another
 * address (`onMove`), which may come to nothing. Returns how to stop.
 */
export function watchLeave({
  onLeave,
  onMove,
}: {
  readonly onLeave: () => void;
  readonly onMove: () => void;
}): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  // No `unload`: a page that listens for it is not kept for the way back.
  addEventListener("pagehide", onLeave, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") onLeave();
    },
    { signal },
  );
  globalThis.navigation?.addEventListener("navigate", onMove, { signal });
  return () => stop.abort();
}
