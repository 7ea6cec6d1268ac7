import type { QuarantinedEvent } from "@facet/protocol";
import { formatTable } from "../terminal/table.ts";
import { paint, type Terminal } from "../terminal/terminal.ts";
import type { QuarantineAction } from "./action.ts";

const PAGE = 200;
const MESSAGE = 4;

/** `facet quarantine list`: everything that waits, oldest first, a part at a time. */
export const listQuarantine: QuarantineAction = async (
  { json },
  { quarantine, ruleset, terminal },
) => {
  const site = ruleset.artifact.site.id;
  let after: string | undefined;
  let count = 0;
  do {
    const { events, next } = await quarantine.list(site, { after, limit: PAGE });
    after = next;
    count += events.length;
    if (events.length > 0) {
      await terminal.write(json ? toLines(events) : `${toTable(events, terminal)}\n`);
    }
  } while (after !== undefined && !terminal.stop.aborted);
  if (count === 0 && !json) terminal.warn(`Nothing of the site ${site} is in quarantine.`);
  return 0;
};

function toLines(events: readonly QuarantinedEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

function toTable(events: readonly QuarantinedEvent[], terminal: Terminal): string {
  return formatTable(
    { header: ["id", "came", "event", "place", "mistake"], rows: events.map(toRow) },
    {
      columns: terminal.columns,
      whole: [0],
      paint(text, { row, column }) {
        if (row < 0) return paint(terminal, "strong", text);
        return column === MESSAGE ? paint(terminal, "bad", text) : text;
      },
    },
  );
}

function toRow(event: QuarantinedEvent): string[] {
  const { id, receivedAt, type = "", event: name = type, path, message, complete } = event;
  const note = complete ? message : `${message}; too little of it was kept to replay it`;
  return [id, receivedAt.slice(0, 16).replace("T", " "), name, path, note];
}
