import type {
  ConditionTrace,
  Explanation,
  KeywordLoser,
  KeywordTrace,
  OfferTrace,
  RuleTrace,
} from "@facet/engine";
import type { DecideResponse } from "@facet/protocol";
import { describeActual, paintTruth } from "../terminal/condition-tree.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";
import { formatHead, formatRemarks } from "./print-decision.ts";

const OUTCOMES: Readonly<Record<RuleTrace["outcome"], string>> = {
  matched: "matched",
  page: "is for other pages",
  schedule: "is not on now",
  condition: "its condition is not true",
  "no-variant": "no variant's condition is true",
  disabled: "is switched off",
  traffic: "the visitor is not in its traffic",
  "not-enrolled": "nobody to draw for: no visitor id, or no consent",
  taken: "its slots were already filled",
  holdout: "the visitor is in the holdout",
  bot: "the visitor is a crawler",
  error: "failed, and was left out",
};

/** The same of the content columns of a keyword list, which have neither pages nor conditions. */
const KEYWORD_OUTCOMES: Readonly<Partial<typeof OUTCOMES>> = {
  page: "has no content for this page",
  "no-variant": "has no content for the phrase",
};

/** Writes every step of a decision in the order it was made. */
export function formatExplanation(answer: DecideResponse, terminal: Terminal): string {
  const { keyword, rules, offers, segments } = answer.explain as unknown as Explanation;
  return [
    formatHead(answer, terminal),
    section("Phrase", keyword === undefined ? [] : formatKeyword(keyword, terminal), terminal),
    section(
      "Segments",
      Object.entries(segments).flatMap(([id, trace]) => formatSegment(id, trace, terminal)),
      terminal,
    ),
    section(
      "Rules, highest priority first",
      rules.flatMap((rule) => formatRule(rule, terminal)),
      terminal,
    ),
    section("Slots", formatSlots(answer, terminal), terminal),
    section(
      "Offers, highest priority first",
      offers.flatMap((offer) => formatOffer(offer, terminal)),
      terminal,
    ),
    ...formatRemarks(answer, terminal),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function section(title: string, lines: readonly string[], terminal: Terminal): string {
  return lines.length === 0 ? "" : [paint(terminal, "strong", title), ...lines].join("\n");
}

/** Why a phrase that was in the running is not the answer; the detail stands behind it. */
const LOSSES: Readonly<Record<KeywordLoser["lost"], string>> = {
  beaten: "fits too, but",
  blocked: "is kept away by the minus phrase",
  extra: "allows no other words, and the query has",
  order: "does not fit:",
  missing: "lacks",
};

function formatKeyword(trace: KeywordTrace, terminal: Terminal): readonly string[] {
  const { text, match, losers } = trace;
  const found =
    match === undefined
      ? `  ${paint(terminal, "quiet", "·")} no listed phrase stands for it`
      : `  ${paint(terminal, "good", "✓")} ${paint(terminal, "name", match.phrase ?? "a phrase")} ${paint(terminal, "quiet", `(${placeOf(match)})`)} by ${match.rung}, match ${match.match}`;
  return [
    ...(text === undefined ? [] : [`  of ${JSON.stringify(text)}`]),
    found,
    ...losers.map(
      (loser) =>
        `  ${paint(terminal, "quiet", "·")} ${loser.written ?? loser.phrase ?? "a phrase"} ${paint(terminal, "quiet", `(${placeOf(loser)})`)} ${LOSSES[loser.lost]} ${describeLoss(loser)}`,
    ),
  ];
}

function describeLoss({ lost, detail }: KeywordLoser): string {
  return lost === "beaten" || lost === "order" ? detail : `"${detail}"`;
}

function placeOf({ list, group }: Pick<KeywordLoser, "list" | "group">): string {
  return group === undefined ? list : `${list} / ${group}`;
}

function formatSegment(id: string, trace: ConditionTrace, terminal: Terminal): readonly string[] {
  return [
    `  ${paintTruth(terminal, trace.value)}  ${paint(terminal, "name", id)}${why(trace, terminal)}`,
  ];
}

function formatRule(rule: RuleTrace, terminal: Terminal): readonly string[] {
  const { id, kind, priority, outcome, variant, filled, when, variants = [] } = rule;
  const hit = outcome === "matched";
  const fate = (kind === "keywords" && KEYWORD_OUTCOMES[outcome]) || OUTCOMES[outcome];
  const mark = hit ? paint(terminal, "good", "✓") : paint(terminal, "quiet", "·");
  const chosen = variant === undefined ? "" : ` → ${paint(terminal, "strong", variant)}`;
  const fills = filled.length === 0 ? "" : `, fills ${filled.join(", ")}`;
  return [
    `  ${mark} ${paint(terminal, "name", id)} ${paint(terminal, "quiet", `(${kind}, priority ${priority})`)} ${fate}${chosen}${fills}`,
    ...(when === undefined || when.value === true ? [] : [`      when${why(when, terminal)}`]),
    ...variants.map(
      (candidate) =>
        `      ${candidate.id}: ${candidate.when === undefined ? "no condition" : paintTruth(terminal, candidate.when.value)}${candidate.when === undefined ? "" : why(candidate.when, terminal)}`,
    ),
  ];
}

function formatSlots({ slots }: DecideResponse, terminal: Terminal): readonly string[] {
  return Object.entries(slots).map(([id, slot]) => {
    const winner = [slot.rule ?? slot.experiment, slot.variant ?? slot.arm]
      .filter(Boolean)
      .join(" / ");
    return `  ${paint(terminal, "name", id)} ${slot.reason} ${paint(terminal, "quiet", winner || "default")}`;
  });
}

function formatOffer(offer: OfferTrace, terminal: Terminal): readonly string[] {
  const { id, priority, suppressed, detail, when } = offer;
  const mayShow = suppressed === undefined || suppressed === "search-safe";
  const mark = mayShow ? paint(terminal, "good", "✓") : paint(terminal, "quiet", "·");
  const text = mayShow
    ? `may show${detail === undefined ? "" : ` (${detail})`}`
    : `held back: ${suppressed}${detail === undefined ? "" : ` (${detail})`}`;
  return [
    `  ${mark} ${paint(terminal, "name", id)} ${paint(terminal, "quiet", `(priority ${priority})`)} ${text}`,
    ...(when === undefined || when.value === true ? [] : [`      when${why(when, terminal)}`]),
  ];
}

/** The first part of a condition that kept it from being true, and what its signal was. */
function why(trace: ConditionTrace, terminal: Terminal): string {
  if (trace.value === true || trace.failed === undefined) return "";
  const leaf = findLeaf(trace, trace.failed);
  const actual = leaf === undefined ? "" : describeActual(leaf);
  const verdict = leaf?.value === "unknown" ? "is unknown" : "is not so";
  const note = actual === "" ? "" : ` (${actual})`;
  return paint(terminal, "quiet", ` because ${trace.failed} ${verdict}${note}`);
}

function findLeaf(trace: ConditionTrace, condition: string): ConditionTrace | undefined {
  if (trace.of === undefined) return trace.condition === condition ? trace : undefined;
  for (const part of trace.of) {
    const leaf = findLeaf(part, condition);
    if (leaf !== undefined) return leaf;
  }
  return undefined;
}
