import type { VisitorDesk } from "@facet/api/node";
import { formatTable } from "../terminal/table.ts";
import { paint, type Terminal } from "../terminal/terminal.ts";
import { formatTime, formatValue } from "./format.ts";

/** A visitor card as the desk gives it. */
export type Card = NonNullable<Awaited<ReturnType<VisitorDesk["card"]>>>;

type Look = Pick<Terminal, "color" | "columns">;
type Touch = NonNullable<Card["firstTouch"]>;

/** Writes a visitor card for people. */
export function formatCard(card: Card, terminal: Look): string {
  const events = Object.entries(card.events).map(([name, { count, lastAt }]) => [
    name,
    String(count),
    lastAt === undefined ? "" : formatTime(lastAt),
  ]);
  const offers = Object.entries(card.offers).map(([id, offer]) => [
    id,
    String(offer.shown.length),
    offer.dismissedAt === undefined ? "" : formatTime(offer.dismissedAt),
    offer.convertedAt === undefined ? "" : formatTime(offer.convertedAt),
  ]);
  const traits = Object.entries(card.traits).map(([name, value]) => [
    name,
    formatValue(value),
    formatTime(card.traitsSetAt[name] ?? ""),
  ]);
  const ledger = card.ledger.map(({ at, points, score = "", rule, event, count }) => [
    formatTime(at),
    String(points),
    score,
    rule,
    count === undefined ? event : `${event} × ${count}`,
  ]);
  return [
    formatHead(card, terminal),
    section("Score ledger", ["time", "points", "score", "rule", "event"], ledger, terminal, [1]),
    section("Traits", ["name", "value", "told"], traits, terminal),
    section("Events", ["name", "times", "last"], events, terminal, [1]),
    section("Offers", ["id", "shown", "dismissed", "converted"], offers, terminal, [1]),
    section("Latest", ["time", "what", "details", "earned"], timelineRows(card), terminal),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function formatHead(card: Card, terminal: Look): string {
  const { names, merges, segments, assignments, consent, scores = {} } = card;
  const rows: readonly (readonly [string, string])[] = [
    ["visitor", card.id],
    ["names", names.map(({ name, known }) => (known ? `${name} (known)` : name)).join(", ")],
    ["merged", merges.map(({ name, at }) => `${name} at ${formatTime(at)}`).join(", ")],
    ["score", formatScore(card)],
    [
      "scores",
      Object.entries(scores)
        .map(([name, points]) => `${name} ${points}`)
        .join(", "),
    ],
    ["segments", segments.join(", ")],
    ["visits", formatVisits(card)],
    ["first", formatTouch(card.firstTouch)],
    ["last", formatTouch(card.lastTouch)],
    [
      "arms",
      Object.entries(assignments)
        .map(([id, arm]) => `${id}: ${arm}`)
        .join(", "),
    ],
    ["forms", card.submissions === 0 ? "" : `${card.submissions} submitted`],
    ["consent", consent === undefined ? "" : formatConsent(consent)],
  ];
  return rows
    .filter(([, value]) => value !== "")
    .map(([label, value]) => `${paint(terminal, "quiet", label.padEnd(9))}${value}\n`)
    .join("");
}

function formatScore({ score = 0, grade, interest, rank }: Card): string {
  const parts = [
    String(score),
    grade === undefined ? "" : `grade ${grade}`,
    interest === undefined ? "" : `interest ${interest}`,
    rank === undefined ? "" : `rank ${rank}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function formatVisits({ visits, createdAt, lastSeenAt }: Card): string {
  const since = `known since ${formatTime(createdAt)}`;
  return lastSeenAt === undefined
    ? `${visits}, ${since}`
    : `${visits}, ${since}, last seen ${formatTime(lastSeenAt)}`;
}

function formatTouch(touch: Touch | undefined): string {
  if (touch === undefined) return "";
  const { at, channel, source, medium, campaign, term } = touch;
  const from = [source, medium, campaign, term].filter((part) => part !== undefined);
  return `${formatTime(at)} ${channel}${from.length === 0 ? "" : ` (${from.join(" / ")})`}`;
}

function formatConsent(consent: NonNullable<Card["consent"]>): string {
  const allowed = Object.entries(consent).flatMap(([purpose, isAllowed]) =>
    isAllowed === true ? [purpose] : [],
  );
  return allowed.length === 0 ? "none" : allowed.join(", ");
}

function timelineRows({ timeline }: Card): readonly (readonly string[])[] {
  return timeline.map(({ at, type, event, path, properties, traits, earned }) => [
    formatTime(at),
    event ?? (type === "view" ? "page" : type),
    path ?? formatValue(properties ?? traits ?? {}),
    earned.map(({ rule, points }) => `${rule} ${points > 0 ? "+" : ""}${points}`).join(", "),
  ]);
}

function section(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Look,
  right: readonly number[] = [],
): string {
  if (rows.length === 0) return "";
  const table = formatTable({ header, rows }, { columns: terminal.columns, right });
  return `${paint(terminal, "strong", title)}\n${table}\n`;
}
