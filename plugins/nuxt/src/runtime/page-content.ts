import type { FacetDecision, FacetResult, FormOutcome } from "@facet/client";

/** What of a decision a page is rendered from. It goes into the payload. */
export interface PageContent {
  readonly slots: FacetDecision["slots"];
  /** The visitor's own part, in a page that is nobody else's. */
  readonly own?: OwnContent;
}

/** What forms are drawn with for one visitor; those of a shared page fetch it. */
export interface OwnContent {
  readonly decisionId: string;
  readonly token: string;
  /** By form slot: names of the fields to ask; absent: all. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
  /** What became of the form that the visitor comes from. */
  readonly outcome?: Omit<FormOutcome, "values"> & {
    /** What was typed: name and text of each field. */
    readonly values: readonly (readonly [string, string])[];
  };
}

/** Content of a page that got no decision. */
export const NO_CONTENT: PageContent = { slots: {} };

/** The content of a page; the visitor's own part of it only where the page is nobody else's. */
export function toPageContent(
  { decision, scope }: Pick<FacetResult, "decision" | "scope">,
  outcome?: FormOutcome,
): PageContent {
  const { slots, decisionId, formToken = "", askedFields = {} } = decision;
  if (scope !== "private") return { slots };
  const told =
    outcome === undefined ? {} : { outcome: { ...outcome, values: [...outcome.values] } };
  return { slots, own: { decisionId, token: formToken, asked: askedFields, ...told } };
}
