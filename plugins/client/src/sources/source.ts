import type { DecideRequest } from "@facet/protocol";
import type { FacetDecision, ShareableDecision } from "../types.ts";

/** A decision, and the cookies that go with it. */
export interface Decided {
  readonly decision: FacetDecision;
  /** `Set-Cookie` values. */
  readonly setCookies: readonly string[];
  /** A layer in front decided, and its cache goes by the code. */
  readonly isKeyed?: true;
}

/** A page and a variation code of it. */
export interface CodedPage {
  readonly page: string;
  /** With its signature, where it has one. */
  readonly code: string;
}

/** Which codes are wanted, and how many. */
export interface CodesAsked {
  readonly page: string;
  readonly top: number;
}

/** Port to where decisions come from. Where it cannot answer, it rejects with a `FacetError`. */
export interface DecisionSource {
  /** @param budgetMs Time for the answer. */
  decide(asked: DecideRequest, budgetMs: number): Promise<Decided>;
  /** What a code stands for; `undefined` where no rules that are known give it. */
  render(coded: CodedPage, budgetMs: number): Promise<ShareableDecision | undefined>;
  /** Codes of a page, most frequent first. */
  codes(asked: CodesAsked, budgetMs: number): Promise<readonly string[]>;
}

/** A decision made in this process. */
export interface LocalDecided extends Decided {
  /**
   * Whether the page can be shared as it is: a service that knows the visitor would say the same, and
   * what it has to count and keep can wait until the page fetches its state.
   */
  readonly isShareable: boolean;
}

/** A rule set that decides in this process, of whose visitors nothing is known. */
export interface LocalSource extends DecisionSource {
  decide(asked: DecideRequest): Promise<LocalDecided>;
}
