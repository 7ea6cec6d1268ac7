import type { ReactNode } from "react";
import * as plain from "@facet/react";
import { useFacet } from "./provider.tsx";

/** Shows a slot of the page around it: see `Slot` of `@facet/react`. */
export function Slot(props: Omit<plain.SlotProps, "decision">): ReactNode {
  return <plain.Slot decision={useFacet().decision} {...props} />;
}

/** Shows a `cta` slot as a link. Hidden: nothing. Without a decision: `href` and the children. */
export function Cta(props: Omit<plain.CtaProps, "decision">): ReactNode {
  return <plain.Cta decision={useFacet().decision} {...props} />;
}

/** Shows an `image` slot. Hidden: nothing. Without a decision: `src`, if there is one. */
export function Image(props: Omit<plain.ImageProps, "decision">): ReactNode {
  return <plain.Image decision={useFacet().decision} {...props} />;
}

/** A form slot, or the form of an offer: see `FacetForm` of `@facet/react`. */
export function FacetForm(props: Omit<plain.FacetFormProps, "decision">): ReactNode {
  return <plain.FacetForm decision={useFacet().decision} {...props} />;
}

/** The page runtime and what it starts from: put it once inside every `FacetProvider`. */
export function FacetState(): ReactNode {
  const { state } = useFacet();
  return state === "" ? null : <plain.StateElement state={state} />;
}
