import { createContext, use } from "react";
import type { ReactNode } from "react";
import { slot } from "@facet/client";
import type { SlotContent, SlotId } from "@facet/client";
import type { PageDecision } from "@facet/react";
import type { FacetData } from "./data.ts";

const NOTHING: FacetData = { decision: { slots: {} }, state: "" };
const DataContext = createContext<FacetData>(NOTHING);

/** Hands a page's decision to the components inside it: `data` is what its loader returned. */
export function FacetProvider({
  data,
  children,
}: {
  readonly data: FacetData;
  readonly children?: ReactNode;
}): ReactNode {
  return <DataContext value={data}>{children}</DataContext>;
}

/** What a component can ask of its page's decision. */
export interface FacetView {
  readonly decision: PageDecision;
  /** State of the page runtime; empty outside of a {@link FacetProvider}. */
  readonly state: string;
  /** Content of a slot: null where it is hidden, undefined where there is no decision of it. */
  slot<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
}

/** The decision of the page around a component; outside of a {@link FacetProvider} it is empty. */
export function useFacet(): FacetView {
  const { decision, state } = use(DataContext);
  return { decision, state, slot: (id) => slot(decision, id) };
}
