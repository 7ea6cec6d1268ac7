import type { AnchorHTMLAttributes, ReactNode } from "react";
import { safeUrl } from "@facet/client/url";
import type { Cta as CtaContent, SlotId } from "@facet/client";
import { findSlot } from "./decision.ts";
import type { PageDecision } from "./decision.ts";

/** Properties of {@link Cta}; what is not named here goes to the link. */
export interface CtaProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "id"> {
  readonly decision: PageDecision;
  readonly id: SlotId;
}

/** Shows a `cta` slot as a link. Hidden: nothing. Without a decision: `href` and the children. */
export function Cta({ decision, id, href = "#", children, ...rest }: CtaProps): ReactNode {
  const decided = findSlot(decision, id);
  if (decided?.hidden === true) return null;
  // The client lets no other shape of a cta through.
  const content = decided?.content as CtaContent | undefined;
  return (
    <a data-facet={id} href={content === undefined ? href : safeUrl(content.href)} {...rest}>
      {content === undefined ? children : content.label}
    </a>
  );
}
