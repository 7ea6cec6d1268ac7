import { fetchJson } from "../state.ts";
import type { Target } from "../sender.ts";
import { toDecideUrl } from "../hole/ask.ts";

const OWN = /^fct_(?!c$)/;

/**
 * Removes what is Facet's own from the browser, once a visitor has refused storage: cookies that
 * scripts can read and stored values here, the visitor's sealed cookie and their record by asking
 * for a decision with the refusal, which the server takes as that. The choice itself stays.
 */
export async function forgetVisitor(target: Target): Promise<void> {
  for (const pair of document.cookie.split("; ")) {
    const [name = ""] = pair.split("=");
    if (OWN.test(name)) document.cookie = `${name}=; Path=/; Max-Age=0`;
  }
  for (const kind of ["localStorage", "sessionStorage"] as const) clearStorage(kind);
  await fetchJson(toDecideUrl(target));
}

function clearStorage(kind: "localStorage" | "sessionStorage"): void {
  try {
    const storage = globalThis[kind];
    for (const name of Object.keys(storage)) {
      if (OWN.test(name)) storage.removeItem(name);
    }
  } catch {
    // A browser that keeps pages from storing throws, and then nothing of ours is there.
  }
}
