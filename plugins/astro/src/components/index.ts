export { default as Cta } from "./Cta.astro";
export { default as Form } from "./Form.astro";
export { default as Image } from "./Image.astro";
export { default as Offer } from "./Offer.astro";
export { default as Slot } from "./Slot.astro";
export { default as State } from "./State.astro";
