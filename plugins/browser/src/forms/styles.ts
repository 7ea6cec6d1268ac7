import { createSheet } from "../dom.ts";

const CSS = `
form{display:grid;gap:.875rem}
.field{display:grid;gap:.25rem;font-weight:600;font-size:.9375rem}
.check{display:flex;gap:.5rem;align-items:center;min-height:2.75rem}
.check input{width:1.25rem;height:1.25rem;accent-color:var(--_a)}
fieldset{border:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1rem}
.field input,select{width:100%;min-height:44px;padding:.5rem .75rem;border:1px solid var(--_l);border-radius:calc(var(--_r)/2);background:var(--_s);color:inherit;font-weight:400}
[aria-invalid]{border-color:var(--facet-error,light-dark(#b42318,#ff9a8f))!important}
.facet-error{color:var(--facet-error,light-dark(#b42318,#ff9a8f));margin:0}
.facet-thanks{color:inherit;font-weight:600;outline:0}
`;

/** The stylesheet of forms in offers; custom properties are those of the offers. */
export const formStyles = createSheet(CSS);
