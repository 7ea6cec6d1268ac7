import type { ButtonHTMLAttributes, ReactNode } from "react";

/** Properties of {@link Offer}; what is not named here goes to the button. */
export interface OfferProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "id"> {
  /** Offer id. */
  readonly id: string;
}

/** A button that opens an offer, where this visitor has it. */
export function Offer({ id, ...rest }: OfferProps): ReactNode {
  return <button type="button" data-facet-offer={id} {...rest} />;
}
