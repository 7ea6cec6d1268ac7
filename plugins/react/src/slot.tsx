import type { ElementType, HTMLAttributes, ReactNode } from "react";
import type { SlotId } from "@facet/client";
import { Cta } from "./cta.tsx";
import { findSlot } from "./decision.ts";
import type { PageDecision } from "./decision.ts";
import { FacetForm } from "./form.tsx";
import { Image } from "./image.tsx";

/** Properties of {@link Slot}; what is not named here goes to the element. */
export interface SlotProps extends Omit<HTMLAttributes<HTMLElement>, "id"> {
  readonly decision: PageDecision;
  readonly id: SlotId;
  /** Element of a text or html slot. `span` by default, `div` for html. */
  readonly as?: ElementType;
  /** Shown where there is no decision of the slot. */
  readonly children?: ReactNode;
}

/**
 * Shows a slot: text and html in an element, a call to action as a link, an image as `<img>`, a form
 * as a form. Hidden: nothing. Without a decision: the children. `json` slots are for the page's own
 * code and show nothing here.
 */
export function Slot({ decision, id, as, children, ...rest }: SlotProps): ReactNode {
  const decided = findSlot(decision, id);
  const Tag = as ?? (decided?.type === "html" ? "div" : "span");
  if (decided === undefined) {
    return (
      <Tag data-facet={id} {...rest}>
        {children}
      </Tag>
    );
  }
  if (decided.hidden === true) return null;
  switch (decided.type) {
    case "text":
      return (
        <Tag data-facet={id} {...rest}>
          {`${decided.content}`}
        </Tag>
      );
    case "html":
      // The service cleans what authors write as html.
      return (
        <Tag data-facet={id} {...rest} dangerouslySetInnerHTML={{ __html: `${decided.content}` }} />
      );
    case "cta":
      return <Cta decision={decision} id={id} {...rest} />;
    case "image":
      return <Image decision={decision} id={id} {...rest} />;
    case "form":
      return <FacetForm decision={decision} id={id} {...rest} />;
    default:
      return null;
  }
}
