import type { OfferTrace, Trigger } from "@facet/engine";
import type { DecideResponse, SlotDecision } from "@facet/protocol";
import { formatTable } from "../terminal/table.ts";
import { type Terminal, type Tone, paint } from "../terminal/terminal.ts";
import { isMapping } from "../yaml-argument.ts";

const REASON_TONES: Readonly<Record<string, Tone>> = {
  TARGETING_MATCH: "good",
  SPLIT: "good",
  DISABLED: "warning",
  ERROR: "bad",
};

/** Writes a decision as people read it: what was known, the slots, the offers. */
export function formatDecision(answer: DecideResponse, terminal: Terminal): string {
  const sections = [
    formatHead(answer, terminal),
    formatSlots(answer, terminal),
    formatOffers(answer, terminal),
    ...formatRemarks(answer, terminal),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** What was wrong with the request, and what it was answered without. */
export function formatRemarks(
  { warnings, degraded }: DecideResponse,
  terminal: Terminal,
): readonly string[] {
  return [
    warnings.map((warning) => `${paint(terminal, "warning", "warning")} ${warning}`).join("\n"),
    degraded.length === 0
      ? ""
      : `${paint(terminal, "warning", "degraded")} answered without: ${degraded.join(", ")}`,
  ];
}

/** Page, keyword and visitor, a line each. */
export function formatHead(answer: DecideResponse, terminal: Terminal): string {
  const label = (text: string): string => paint(terminal, "quiet", text.padEnd(9));
  const { keyword } = answer;
  return [
    `${label("page")}${answer.page ?? "on no page of the rule set"}`,
    `${label("rules")}${answer.rules}`,
    `${label("keyword")}${
      keyword === undefined
        ? "no listed phrase"
        : `${keyword.phrase} (${[keyword.list, keyword.group].filter(Boolean).join(" / ")}, by ${keyword.rung})`
    }`,
    `${label("visitor")}${formatVisitor(answer.visitor)}`,
  ].join("\n");
}

function formatVisitor(visitor: DecideResponse["visitor"]): string {
  const { visits, score, scores = {}, grade, rank, interest, segments = [], holdout } = visitor;
  return [
    visits === undefined ? "past unknown" : `visits ${visits}`,
    score === undefined ? "" : `score ${score}`,
    ...Object.entries(scores).map(([name, points]) => `${name} ${points}`),
    rank === undefined
      ? [grade && `grade ${grade}`, interest && `interest ${interest}`].filter(Boolean).join(", ")
      : `rank ${rank}`,
    segments.length === 0 ? "no segment" : `in ${segments.join(", ")}`,
    holdout === true ? "in the holdout" : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

function formatSlots({ slots }: DecideResponse, terminal: Terminal): string {
  const entries = Object.entries(slots);
  if (entries.length === 0) {
    return "no slots: the address is on no page of the rule set (see pages: in site.yaml)";
  }
  const reasonColumn = 3;
  return formatTable(
    {
      header: ["SLOT", "CONTENT", "CHOSEN BY", "REASON"],
      rows: entries.map(([id, slot]) => [
        id,
        slot.hidden === true ? "(hidden)" : formatContent(slot),
        [slot.rule ?? slot.experiment, slot.variant ?? slot.arm].filter(Boolean).join(" / ") ||
          "default",
        slot.errorCode === undefined ? slot.reason : `${slot.reason} ${slot.errorCode}`,
      ]),
    },
    {
      columns: terminal.columns,
      paint(text, { row, column }) {
        if (row === -1) return paint(terminal, "quiet", text);
        if (column === 0) return paint(terminal, "name", text);
        return column === reasonColumn
          ? paint(terminal, REASON_TONES[entries[row]?.[1].reason ?? ""] ?? "quiet", text)
          : text;
      },
    },
  );
}

function formatContent({ type, content }: SlotDecision): string {
  if (typeof content === "string") return content;
  if (type === "cta" && isMapping(content)) {
    return `${String(content["label"])} → ${String(content["href"])}`;
  }
  return JSON.stringify(content);
}

function formatOffers({ offers, explain }: DecideResponse, terminal: Terminal): string {
  const traces = (explain?.["offers"] ?? []) as unknown as readonly OfferTrace[];
  const shown = new Map(offers.map((offer) => [offer.id, offer]));
  if (traces.length === 0) return "no offers";
  return formatTable(
    {
      header: ["OFFER", "MAY SHOW", "WHY"],
      rows: traces.map(({ id, suppressed, detail, when }) => {
        const offer = shown.get(id);
        if (offer !== undefined) {
          const trigger = describeTrigger(offer.trigger as unknown as Trigger);
          return [id, "yes", `on ${trigger}${suppressed === undefined ? "" : `; ${detail}`}`];
        }
        const reason = suppressed === "audience" ? (when?.failed ?? detail) : detail;
        return [id, "no", [suppressed ?? "", reason ?? ""].filter(Boolean).join(": ")];
      }),
    },
    {
      columns: terminal.columns,
      paint(text, { row, column }) {
        if (row === -1) return paint(terminal, "quiet", text);
        if (column === 0) return paint(terminal, "name", text);
        return column === 1
          ? paint(terminal, text.startsWith("yes") ? "good" : "quiet", text)
          : text;
      },
    },
  );
}

/** A trigger in the words of the rules language. */
export function describeTrigger(trigger: Trigger): string {
  if ("any" in trigger) return trigger.any.map(describeTrigger).join(" or ");
  if ("all" in trigger) return trigger.all.map(describeTrigger).join(" and ");
  if ("sequence" in trigger) return trigger.sequence.map(describeTrigger).join(", then ");
  if ("delayMs" in trigger) return `delay ${trigger.delayMs / 1_000}s`;
  if ("idleMs" in trigger) return `idle ${trigger.idleMs / 1_000}s`;
  if ("scrollPercent" in trigger) return `scroll ${trigger.scrollPercent}%`;
  const [name = "", value] = Object.entries(trigger)[0] ?? [];
  return value === true ? name : `${name} ${String(value)}`;
}
