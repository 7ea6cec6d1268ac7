import { createSheet } from "../dom.ts";

const CSS = `
:host{--_a:var(--facet-accent,light-dark(#1d4ed8,#9db8ff));--_at:var(--facet-accent-text,light-dark(#fff,#0d1323));--_s:var(--facet-surface,light-dark(#fff,#1b1e26));--_t:var(--facet-text,light-dark(#16181d,#eceef2));--_m:var(--facet-muted,light-dark(#59606e,#a9b0bd));--_r:var(--facet-radius,16px);--_l:var(--facet-line,light-dark(#858c9a,#7b8391));
font:var(--facet-font,400 1rem/1.5 system-ui,sans-serif);color:var(--_t)}
*,::before{box-sizing:border-box;font:inherit;margin:0}
dialog,.float{border:0;padding:0;color:inherit;background:none;overflow:visible}
dialog{width:min(30rem,100vw - 2rem);max-width:none;margin:auto}
dialog::backdrop{background:var(--facet-backdrop,rgb(12 16 28/.55))}
.float{position:fixed;inset:auto;inset-block-end:1rem;width:min(23rem,100vw - 2rem)}
.float.bar{inset-block:0 auto;inset-inline:0;width:100%}
.float.slide-in{inset-inline-end:1rem}
.float.notification,.float.teaser{inset-inline-start:1rem}
.float.teaser{width:auto;max-width:calc(100vw - 2rem)}
.panel{position:relative;display:flex;max-height:calc(100dvh - 2rem);overflow:hidden;background:var(--_s);border-radius:var(--_r);box-shadow:var(--facet-shadow,0 1.5rem 4rem rgb(12 16 28/.28));overflow-wrap:anywhere}
.in{flex:1;display:grid;gap:1rem;padding:1.75rem;overflow:auto}
.bar{border-radius:0;min-height:68px;max-height:50dvh;box-shadow:var(--facet-shadow,0 2px 16px rgb(12 16 28/.16))}
.bar .in{grid-template-columns:1fr auto auto;align-items:center;padding-block:.75rem;padding-inline:1.25rem 3.75rem;gap:.5rem 1.25rem}
:is(.slide-in,.notification) .in{padding:1.25rem}
h2{font-weight:700;font-size:1.5rem;line-height:1.2;padding-inline-end:2rem;text-wrap:balance;outline:0}
:is(.bar,.slide-in,.notification) h2{font-size:1.0625rem}
.bar .close{inset-block-start:.75rem}
.bar h2{padding:0}
p{color:var(--_m);margin-block-start:.5rem}
.bar p{margin:0}
.note{font-size:.875rem}
.bar :is(.note,form){grid-column:1/-1}
.bar img{display:none}
img{display:block;width:100%;height:auto;border-radius:calc(var(--_r)/2)}
.close{position:absolute;inset-block-start:.375rem;inset-inline-end:.375rem;width:44px;height:44px;border:0;border-radius:50%;background:var(--_s);color:var(--_m);cursor:pointer}
.close::before{content:"";display:block;width:1rem;height:1rem;margin:auto;background:linear-gradient(currentColor,currentColor) center/100% 2px no-repeat,linear-gradient(currentColor,currentColor) center/2px 100% no-repeat;transform:rotate(45deg)}
.close:hover{color:var(--_t)}
:is(.cta,.dismiss){display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:.625rem 1.25rem;border:0;border-radius:calc(var(--_r)/2);font-weight:600;text-decoration:none;cursor:pointer}
.cta{background:var(--_a);color:var(--_at)}
.dismiss{background:none;color:var(--_m)}
.cta:hover{filter:brightness(1.08)}
.cta:disabled{opacity:.6;cursor:progress}
.teaser .cta{box-shadow:var(--facet-shadow,0 .25rem 1rem rgb(12 16 28/.28))}
:is(a,button,input,select):focus-visible{outline:3px solid var(--facet-focus,var(--_t));outline-offset:2px}
.close:focus-visible{outline-offset:-4px}
@media (max-width:36rem){.bar .in{grid-template-columns:1fr}}
@media (prefers-reduced-motion:no-preference){.panel{animation:in .22s ease-out}@keyframes in{from{opacity:0;transform:translateY(.75rem)}}.bar.panel{animation-name:down}@keyframes down{from{transform:translateY(-100%)}}}
@media (forced-colors:active){.panel,.cta{border:1px solid}}
`;

/**
 * The offers' stylesheet. Sites set the look by custom properties (`--facet-accent`,
 * `--facet-surface`, …) and `::part()`; unset ones are neutral, light or dark by the page's own
 * `color-scheme`.
 */
export const offerStyles = createSheet(CSS);
