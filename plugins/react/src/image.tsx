import type { ImgHTMLAttributes, ReactNode } from "react";
import { safeUrl } from "@facet/client/url";
import type { Image as ImageContent, SlotId } from "@facet/client";
import { findSlot } from "./decision.ts";
import type { PageDecision } from "./decision.ts";

/** Properties of {@link Image}; what is not named here goes to the `<img>`. */
export interface ImageProps extends Omit<ImgHTMLAttributes<HTMLImageElement>, "id" | "srcSet"> {
  readonly decision: PageDecision;
  readonly id: SlotId;
}

/** Shows an `image` slot. Hidden: nothing. Without a decision: `src`, if there is one. */
export function Image({ decision, id, src, alt, width, height, ...rest }: ImageProps): ReactNode {
  const decided = findSlot(decision, id);
  if (decided?.hidden === true) return null;
  // The client lets no other shape of an image through.
  const content = decided?.content as ImageContent | undefined;
  const source = content?.src ?? src;
  if (typeof source !== "string" || source === "") return null;
  return (
    <img
      data-facet={id}
      src={safeUrl(source)}
      alt={content?.alt ?? alt ?? ""}
      width={content?.width ?? width}
      height={content?.height ?? height}
      {...rest}
    />
  );
}
