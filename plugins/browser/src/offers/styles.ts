const CSS = `
:host{--_a:var(--facet-accent,#1d4ed8);--_at:var(--facet-accent-text,#fff);--_s:var(--facet-surface,#fff);--_t:var(--facet-text,#16181d);--_m:var(--facet-muted,#59606e);--_r:var(--facet-radius,16px);--_l:var(--facet-line,#858c9a);
font:var(--facet-font,400 1rem/1.5 system-ui,sans-serif);color:var(--_t);color-scheme:light}
*,::before{box-sizing:border-box;font:inherit;margin:0}
dialog,.float{border:0;padding:0;color:inherit;background:none;overflow:visible}
dialog{width:min(30rem,100vw - 2rem);max-width:none;margin:auto}
dialog::backdrop{background:var(--facet-backdrop,rgb(12 16 28/.55))}
.float{position:fixed;inset:auto}
.float.bar{inset-block-start:0;inset-inline:0;width:100%}
.float.slide-in{inset-block-end:1rem;inset-inline-end:1rem;width:min(23rem,100vw - 2rem)}
.float.notification{inset-block-end:1rem;inset-inline-start:1rem;width:min(23rem,100vw - 2rem)}
.panel{position:relative;display:grid;gap:1rem;padding:1.75rem;max-height:calc(100dvh - 2rem);overflow:auto;background:var(--_s);border-radius:var(--_r);box-shadow:var(--facet-shadow,0 1.5rem 4rem rgb(12 16 28/.28));overflow-wrap:anywhere}
.panel.bar{grid-template-columns:1fr auto;align-items:center;max-width:none;border-radius:0;padding-block:.75rem;padding-inline:1.25rem 3.75rem;box-shadow:var(--facet-shadow,0 2px 16px rgb(12 16 28/.16));gap:.5rem 1.25rem}
.panel.slide-in,.panel.notification{padding:1.25rem}
h2{font-weight:700;font-size:1.5rem;line-height:1.2;padding-inline-end:2rem;text-wrap:balance;outline:0}
.bar h2,.slide-in h2,.notification h2{font-size:1.0625rem}
.bar h2{padding:0}
p{color:var(--_m);margin-block-start:.5rem}
.bar p{margin:0}
img{display:block;width:100%;border-radius:calc(var(--_r)/2)}
.close{position:absolute;inset-block-start:.375rem;inset-inline-end:.375rem;width:44px;height:44px;border:0;border-radius:50%;background:none;color:var(--_m);cursor:pointer}
.close::before{content:"";display:block;width:1rem;height:1rem;margin:auto;background:linear-gradient(currentColor,currentColor) center/100% 2px no-repeat,linear-gradient(currentColor,currentColor) center/2px 100% no-repeat;transform:rotate(45deg)}
.close:hover{background:rgb(127 127 127/.14)}
form{display:grid;gap:.875rem}
.field{display:grid;gap:.25rem;font-weight:600;font-size:.9375rem}
.check{display:flex;gap:.5rem;align-items:center;min-height:2.75rem}
.check input{width:1.25rem;height:1.25rem;accent-color:var(--_a)}
fieldset{border:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1rem}
.field input,select{width:100%;min-height:44px;padding:.5rem .75rem;border:1px solid var(--_l);border-radius:calc(var(--_r)/2);background:var(--_s);color:inherit;font-weight:400}
[aria-invalid]{border-color:var(--facet-error,#b42318)!important}
.facet-error{color:var(--facet-error,#b42318);margin:0}
.facet-thanks{color:inherit;font-weight:600;outline:0}
.cta{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:.625rem 1.25rem;border:0;border-radius:calc(var(--_r)/2);background:var(--_a);color:var(--_at);font-weight:600;text-decoration:none;cursor:pointer}
.cta:hover{filter:brightness(1.08)}
.cta:disabled{opacity:.6;cursor:progress}
:is(.cta,.close,input,select):focus-visible{outline:3px solid var(--facet-focus,var(--_t));outline-offset:2px}
@media (max-width:36rem){.panel.bar{grid-template-columns:1fr}}
@media (prefers-reduced-motion:no-preference){.panel{animation:in .22s ease-out}@keyframes in{from{opacity:0;transform:translateY(.75rem)}}.bar.panel{animation-name:down}@keyframes down{from{transform:translateY(-100%)}}}
@media (forced-colors:active){.panel{border:1px solid}}
`;

let sheet: CSSStyleSheet | undefined;

/**
 * The offers' stylesheet, made once. A constructed sheet is allowed under any `style-src`. Sites
 * set the look by custom properties (`--facet-accent`, `--facet-surface`, …) and `::part()`.
 */
export function offerStyles(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS.replaceAll("\n", ""));
  }
  return sheet;
}
