/** The look of the service's own pages: no script, no font, nothing from elsewhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #16171a);
  --card: light-dark(#ffffff, #1e2024);
  --ink: light-dark(#22242a, #e8e6e1);
  --soft: light-dark(#6a6d76, #9a9ca5);
  --line: light-dark(#e6e2d9, #32353b);
  --accent: light-dark(#0b6b5d, #4fc3ad);
  --post: light-dark(#9a4a0c, #eda35c);
  --code: light-dark(#f3f0e8, #111215);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 ui-sans-serif, system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 0.2em; }
code, pre, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875em; }
code { background: var(--code); border-radius: 4px; padding: 0.1em 0.35em; overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; overflow-x: auto; }
pre code { background: none; padding: 0; overflow-wrap: normal; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; margin: 0 0 0.5rem; }
h2 { font-size: 1.35rem; letter-spacing: -0.01em; margin: 3.5rem 0 0.25rem; }
h3 { font-size: 1.05rem; margin: 0; }
h4 { font-size: 0.75rem; letter-spacing: 0.08em; text-transform: uppercase; color: var(--soft); margin: 1.5rem 0 0.5rem; }
.layout { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 78rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2.5rem 1.5rem; border-right: 1px solid var(--line); font-size: 0.875rem; }
nav strong { display: block; margin: 1.25rem 0 0.35rem; font-size: 0.75rem; letter-spacing: 0.08em; text-transform: uppercase; color: var(--soft); }
nav a { display: flex; gap: 0.5rem; align-items: baseline; padding: 0.2rem 0; color: var(--ink); text-decoration: none; }
nav a:hover { color: var(--accent); }
nav .path { font-size: 0.8rem; overflow-wrap: anywhere; }
main { padding: 2.5rem clamp(1.25rem, 4vw, 3.5rem) 6rem; min-width: 0; }
.lead, .soft { color: var(--soft); }
.lead { font-size: 1.1rem; max-width: 62ch; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; margin: 1.25rem 0; }
.card > p { max-width: 75ch; }
.call { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline; }
.method { font: 700 0.7rem/1 ui-monospace, Menlo, Consolas, monospace; letter-spacing: 0.05em; padding: 0.35em 0.5em; border-radius: 5px; color: var(--card); background: var(--accent); }
.method.post { background: var(--post); }
nav .method { background: none; color: var(--accent); padding: 0; min-width: 2.4rem; }
nav .method.post { background: none; color: var(--post); }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: 0.8rem; }
th, td { padding: 0.5rem 0.9rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td:first-child { white-space: nowrap; }
.required { color: var(--post); font-size: 0.75rem; }
.index { max-width: 40rem; margin: 0 auto; padding: 15vh 1.5rem; }
.index ul { list-style: none; padding: 0; display: grid; gap: 0.75rem; }
.index li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.9rem 1.2rem; }
@media (max-width: 56rem) {
  .layout { display: block; }
  nav { position: static; height: auto; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--line); }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
