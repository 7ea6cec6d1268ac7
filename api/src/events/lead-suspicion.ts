import type { PageForm, Suspicion } from "@facet/protocol";
import type { Caller } from "../access/caller.ts";
import type { FormTokens } from "./form-token.ts";

/** People take at least so long from the page to the submit. */
const MIN_AGE_SECONDS = 2;

/** What a submit is judged by. */
export interface SubmitFacts {
  readonly caller: Pick<Caller, "rights" | "origin" | "site">;
  /** What the page's form had beside its fields; absent: none is told of. */
  readonly form: PageForm | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Finds what speaks against a submit being a person's. A server that sends a lead of its own is
 * believed; what a page sent, by itself or through a server, is looked at.
 *
 * @returns nothing where all is well.
 */
export async function suspect(
  { caller, form, now }: SubmitFacts,
  tokens: Pick<FormTokens, "check">,
): Promise<readonly Suspicion[]> {
  const isPage = caller.rights === "publishable";
  if (!isPage && form === undefined) return [];
  const { token = "", trap = "" } = form ?? {};
  const found: Suspicion[] = [];
  if (trap !== "") found.push("trap-filled");
  // Browsers name the origin of every POST.
  if (isPage && caller.origin === undefined) found.push("no-origin");
  if (token === "") return [...found, "no-token"];
  const finding = await tokens.check(token, { site: caller.site.id, now });
  if (finding.kind === "bad") return [...found, "bad-token"];
  return finding.ageSeconds < MIN_AGE_SECONDS ? [...found, "too-fast"] : found;
}
