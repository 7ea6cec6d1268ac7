// One for each slot and selector, with room; a page cannot add to them.
const MAX_WARNINGS = 1_000;

/** Makes a log that says the same thing once. */
export function createWarnings(log: (message: string) => void = warn): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message) || said.size >= MAX_WARNINGS) return;
    said.add(message);
    log(`facet: ${message}`);
  };
}

function warn(message: string): void {
  // oxlint-disable-next-line no-console -- the default log; a site passes its own as `log`
  console.warn(message);
}
