export { default as Form } from "./Form.svelte";
export { default as Slot } from "./Slot.svelte";
export { default as State } from "./State.svelte";
