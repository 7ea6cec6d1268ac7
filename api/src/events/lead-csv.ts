import type { CsvCell, ListedLead } from "@facet/protocol";
import { LEAD_ORIGIN } from "./lead-keeper.ts";

const ABOUT = ["id", "receivedAt", "event", ...LEAD_ORIGIN, "url"] as const;

/** Leads as a table, a column for each field that any of them has. */
export function toLeadRows(leads: readonly ListedLead[]): CsvCell[][] {
  const fields = [...new Set(leads.flatMap((lead) => Object.keys(lead.fields)))];
  const header = [
    ...ABOUT,
    ...fields.map((name) => `fields.${name}`),
    ...VISITOR.map((name) => `visitor.${name}`),
    "visitor.segments",
    "visitor.firstTouch",
    "suspicions",
    "release",
  ];
  return [header, ...leads.map((lead) => toRow(lead, fields))];
}

const VISITOR = ["id", "visits", "score", "grade", "rank"] as const;

function toRow(lead: ListedLead, fields: readonly string[]): CsvCell[] {
  const { visitor } = lead;
  const touch = visitor?.firstTouch;
  return [
    ...ABOUT.map((name) => lead[name]),
    ...fields.map((name) =>
      toCell(Object.hasOwn(lead.fields, name) ? lead.fields[name] : undefined),
    ),
    ...VISITOR.map((name) => visitor?.[name]),
    visitor?.segments?.join(" "),
    touch && [touch.channel, touch.source, touch.campaign].filter(Boolean).join(" / "),
    lead.suspicions?.join(" "),
    lead.release,
  ];
}

function toCell(value: unknown): CsvCell {
  if (typeof value === "number" || typeof value === "string" || value === undefined) return value;
  return typeof value === "boolean" ? (value ? "yes" : "no") : JSON.stringify(value);
}
