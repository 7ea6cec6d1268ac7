const OPEN = "visitor-bar-open";
const SCROLL = "visitor-bar-scroll";
// Long enough for a reported event to have been counted.
const REFRESH_AFTER_MS = 700;

/**
 * Makes the bar pleasant: it stays open and the page stays where it was when the visitor is
 * switched, empty fields stay out of the address, and the reasons are asked for anew when the
 * visitor has done something. Without it the bar is a plain form.
 */
export function mountBar(root: Document): void {
  const bar = root.querySelector<HTMLElement>("#visitor-bar");
  const details = bar?.querySelector("details");
  if (!bar || !details) return;
  if (sessionStorage.getItem(OPEN) === "1") details.open = true;
  restoreScroll();

  details.addEventListener("toggle", () => {
    sessionStorage.setItem(OPEN, details.open ? "1" : "0");
  });
  bar.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href^='/']")) keepScroll();
  });
  const form = bar.querySelector<HTMLFormElement>("[data-looks]");
  form?.addEventListener("change", () => form.requestSubmit());
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    keepScroll();
    location.assign(toAddress(form));
  });

  // What is done while another visitor is made up is not theirs: nothing changes for them.
  if (bar.querySelector("[data-made]")) return;
  const refresh = debounce(() => refreshReasons(bar), REFRESH_AFTER_MS);
  root.addEventListener("facet:track", refresh);
  root.addEventListener("submit", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-facet-form]")) refresh();
  });
}

// The page is asked for as a preview, so looking at the reasons counts as no view.
async function refreshReasons(bar: HTMLElement): Promise<void> {
  const response = await fetch(location.href, { headers: { purpose: "preview" } });
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const answers = bar.querySelector("[data-answers]");
  const fresh = next.querySelector("#visitor-bar [data-answers]");
  const facts = bar.querySelector(".facts");
  const freshFacts = next.querySelector("#visitor-bar .facts");
  if (!answers || !fresh || !facts || !freshFacts) return;
  const isChanged = rowsOf(answers) !== rowsOf(fresh);
  facts.replaceWith(freshFacts);
  answers.replaceWith(fresh);
  const note = bar.querySelector<HTMLElement>(".changed");
  if (note && isChanged) note.hidden = false;
}

function rowsOf(answers: Element): string {
  return [...answers.querySelectorAll("tbody tr")].map((row) => row.textContent).join("\n");
}

function toAddress(form: HTMLFormElement): string {
  const search = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim() !== "") search.set(name, value.trim());
  }
  return search.size === 0 ? location.pathname : `${location.pathname}?${search}`;
}

function keepScroll(): void {
  sessionStorage.setItem(SCROLL, String(scrollY));
}

function restoreScroll(): void {
  const kept = sessionStorage.getItem(SCROLL);
  if (kept === null) return;
  sessionStorage.removeItem(SCROLL);
  scrollTo({ top: Number(kept), behavior: "instant" });
}

function debounce(run: () => Promise<void>, delayMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    // A failed refresh leaves the bar as it was.
    timer = setTimeout(() => run().catch(() => undefined), delayMs);
  };
}
