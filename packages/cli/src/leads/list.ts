import type { ListedLead } from "@facet/protocol";
import { formatTable } from "../terminal/table.ts";
import { paint, type Terminal } from "../terminal/terminal.ts";
import type { LeadAction } from "./action.ts";

const PAGE = 200;

/** `facet leads list`: oldest first, a part at a time. */
export const listLeads: LeadAction = async (
  { quarantined, json },
  { leads: desk, ruleset, terminal },
) => {
  const site = ruleset.artifact.site.id;
  const status = quarantined ? "quarantined" : "received";
  let after: string | undefined;
  let count = 0;
  do {
    const part = await desk.list(site, { status, after, limit: PAGE });
    const leads = part?.leads ?? [];
    after = part?.next;
    count += leads.length;
    if (leads.length > 0) {
      await terminal.write(
        json ? toLines(leads) : `${toTable(leads, { quarantined }, terminal)}\n`,
      );
    }
  } while (after !== undefined && !terminal.stop.aborted);
  if (count === 0 && !json) {
    terminal.warn(
      quarantined
        ? `No lead of the site ${site} is in quarantine.`
        : `The site ${site} has no leads. See also: facet leads list --quarantined`,
    );
  }
  return 0;
};

function toLines(leads: readonly ListedLead[]): string {
  return leads.map((lead) => `${JSON.stringify(lead)}\n`).join("");
}

function toTable(
  leads: readonly ListedLead[],
  { quarantined }: { readonly quarantined: boolean },
  terminal: Terminal,
): string {
  const last = quarantined ? "suspicions" : "rank";
  return formatTable(
    { header: ["id", "came", "event", "fields", last], rows: leads.map(toRow) },
    {
      columns: terminal.columns,
      whole: [0],
      paint: (text, { row }) => (row < 0 ? paint(terminal, "strong", text) : text),
    },
  );
}

function toRow(lead: ListedLead): string[] {
  const { id, release = id, receivedAt, event, fields, visitor, suspicions } = lead;
  const said = Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}`);
  return [
    release,
    receivedAt.slice(0, 16).replace("T", " "),
    event,
    said.join(", "),
    suspicions?.join(", ") ?? visitor?.rank ?? "",
  ];
}
