import { type CsvCell, toCsv } from "@facet/protocol";
import { accepts } from "hono/accepts";
import type { RouteContext } from "./route.ts";

/** Whether the caller asks for a table (`Accept: text/csv`) and not for JSON; says so to caches. */
export function wantsCsv(c: RouteContext): boolean {
  c.header("Cache-Control", "private, no-store");
  c.header("Vary", "Accept", { append: true });
  const type = accepts(c, {
    header: "Accept",
    supports: ["application/json", "text/csv"],
    default: "application/json",
  });
  return type === "text/csv";
}

/** Answers a table, to be saved under a name. */
export function answerCsv(
  c: RouteContext,
  rows: Iterable<readonly CsvCell[]>,
  filename: string,
): Response {
  return c.body(toCsv(rows), 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${filename}"`,
  });
}
