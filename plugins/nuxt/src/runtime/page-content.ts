import type { FacetDecision, FacetResult } from "@facet/client";

/** What of a decision a page is rendered from; it goes into the payload, so it names nobody. */
export interface PageContent {
  readonly slots: FacetDecision["slots"];
  /** What the forms of a private page send along; those of a shared one fetch it. */
  readonly form?: { readonly decisionId: string; readonly token: string };
}

/** Content of a page that got no decision. */
export const NO_CONTENT: PageContent = { slots: {} };

/** The content of a page; the visitor's own part of it only where the page is nobody else's. */
export function toPageContent({
  decision,
  scope,
}: Pick<FacetResult, "decision" | "scope">): PageContent {
  const { slots, decisionId, formToken = "" } = decision;
  if (scope !== "private" || decisionId === "") return { slots };
  return { slots, form: { decisionId, token: formToken } };
}
