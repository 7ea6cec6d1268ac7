import Deferred from "./Deferred.astro";
import PlainSlot from "./Slot.astro";

/** A slot in its place; `<Slot.Deferred>` is fetched after the page. */
export const Slot = Object.assign(PlainSlot, { Deferred });

export { default as Cta } from "./Cta.astro";
export { default as Form } from "./Form.astro";
export { default as Image } from "./Image.astro";
export { default as Offer } from "./Offer.astro";
export { default as State } from "./State.astro";
