import type { Markup } from "./markup.ts";

/** The page's whole style: nothing is loaded from anywhere. */
export const STYLE: Markup = {
  markup: `
:root {
  color-scheme: light dark;
  --paper: #f7f6f3; --card: #ffffff; --ink: #1c1b19; --soft: #67635c; --line: #e3dfd7;
  --identical: #0b5c50; --matched: #23806f; --second: #dfa126; --blocked: #77716a; --default: #c03d28;
  --on: #ffffff; --tint: #f1eee8; --accent: #0b6e5f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161614; --card: #1f1f1c; --ink: #ecebe6; --soft: #a19d94; --line: #35342f;
    --identical: #2fa48f; --matched: #7fd0be; --second: #e6b450; --blocked: #8d887f; --default: #e2705b;
    --on: #11140f; --tint: #292824; --accent: #6fcab7;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3rem) clamp(1rem, 4vw, 2rem) 4rem; }
header { margin-bottom: 2rem; }
h1 { font-size: clamp(1.7rem, 4vw, 2.4rem); line-height: 1.15; letter-spacing: -0.02em; margin: 0 0 0.4rem; }
h2 { font-size: 1.15rem; letter-spacing: -0.01em; margin: 0; }
p { margin: 0; }
.soft { color: var(--soft); }
.notice { margin-top: 0.8rem; padding: 0.5rem 0.9rem; border-left: 4px solid var(--second); background: var(--tint); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
  padding: clamp(1rem, 2.5vw, 1.6rem); margin-top: 1.1rem; }
.lead { margin: 0.25rem 0 1.1rem; color: var(--soft); max-width: 44rem; font-size: 0.95rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 42%), 1fr)); gap: 0.8rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1rem 1.15rem; }
.tile b { display: block; font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.03em; font-weight: 650;
  font-variant-numeric: tabular-nums; }
.tile.good b { color: var(--identical); } .tile.bad b { color: var(--default); }
.tile span { color: var(--soft); font-size: 0.88rem; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font: inherit; font-size: 13px; fill: var(--ink); }
svg .quiet { fill: var(--soft); }
svg .track { fill: var(--tint); }
.identical { fill: var(--identical); } .matched { fill: var(--matched); }
.secondChance { fill: var(--second); } .blocked { fill: var(--blocked); } .default { fill: var(--default); }
svg .inside { fill: var(--on); font-weight: 600; }
svg .secondChance + .inside { fill: #231a05; }
.stack { display: grid; gap: 0.9rem; margin-bottom: 1.1rem; }
.stack > div { display: grid; grid-template-columns: 4rem 1fr; align-items: center; gap: 0.75rem; }
.stack span { color: var(--soft); font-size: 0.9rem; }
.stack svg { height: 34px; border-radius: 8px; overflow: hidden; }
.dot { display: inline-block; width: 0.75rem; height: 0.75rem; border-radius: 3px; margin-right: 0.5rem;
  vertical-align: -0.06rem; }
.dot.identical { background: var(--identical); } .dot.matched { background: var(--matched); }
.dot.secondChance { background: var(--second); } .dot.blocked { background: var(--blocked); }
.dot.default { background: var(--default); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.93rem; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: 0.8rem; white-space: nowrap; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr > :last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.term { overflow-wrap: anywhere; min-width: 11rem; }
td.meter { width: 26%; min-width: 7rem; padding-top: 0.9rem; }
td.meter svg { height: 10px; border-radius: 5px; overflow: hidden; }
.chip { display: inline-block; background: var(--tint); border-radius: 99px; padding: 0.05rem 0.65rem;
  font-size: 0.87rem; }
td .chip { white-space: nowrap; }
.idle { margin-top: 1.2rem; margin-bottom: 0.5rem; }
.chips { display: flex; flex-wrap: wrap; gap: 0.4rem; list-style: none; margin: 0; padding: 0; }
small { color: var(--soft); font-size: 0.83rem; display: block; overflow-wrap: anywhere; }
details summary { cursor: pointer; color: var(--accent); margin-top: 0.9rem; font-size: 0.93rem; }
details ul { columns: 16rem; margin: 0.7rem 0 0; padding-left: 1.1rem; font-size: 0.9rem; }
footer { margin-top: 1.5rem; color: var(--soft); font-size: 0.87rem; }
@media (max-width: 40rem) {
  td.meter, th.meter, #outcomes small { display: none; }
  td, th { padding-right: 0.7rem; }
  td:first-child { min-width: 8.5rem; }
  .tile b { font-size: 1.45rem; }
  .stack > div { grid-template-columns: 1fr; gap: 0.25rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #555; --line: #ccc; --tint: #eee;
    --identical: #0b5c50; --matched: #23806f; --second: #dfa126; --blocked: #77716a; --default: #c03d28;
    --on: #fff; }
  body { font-size: 11px; }
  main { max-width: none; padding: 0; }
  section, .tile { break-inside: avoid; border-radius: 0; border-width: 1px 0 0; padding: 0.8rem 0; }
  section.long { break-inside: auto; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details { display: none; }
}
`,
};
