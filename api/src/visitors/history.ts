import { ledgerEntries, type VisitorHistory } from "@facet/engine";
import type { VisitorState } from "./visitor.ts";

/** The history that decisions read. */
export function toHistory({ history }: Pick<VisitorState, "history">): VisitorHistory {
  return { ...history, ledger: ledgerEntries(history.ledger) };
}
