import { type ListedEndpoint, parseWebhookUrl } from "@facet/api/node";
import { chooseSite } from "../keys/site.ts";
import { formatTable } from "../terminal/table.ts";
import { paint, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { WebhookAction } from "./action.ts";
import { readAllowed } from "./allowed.ts";

const STATE = 5;
const NO_ENDPOINT = "there is no such webhook; see: facet webhooks list";

/** `facet webhooks create`: the secret alone on standard output, what it is beside it. */
export const createWebhook: WebhookAction = async (options, { terminal, openDesk }) => {
  const url = readUrl(options.url, terminal);
  const site = await chooseSite(options, terminal);
  const { events } = options;
  const desk = await openDesk();
  try {
    const made = await desk.create({ site, url, ...(events.length === 0 ? {} : { events }) });
    await terminal.write(`${made.secret}\n`);
    terminal.warn(
      `${paint(terminal, "good", "made")} ${made.endpoint.id}: ${leadsOf(made.endpoint)} of the site ${site} go to ${url}`,
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, "see: facet webhooks list");
  } finally {
    await desk.close();
  }
  terminal.warn("The receiver checks signatures with this secret: it is not shown again.");
  return 0;
};

/** `facet webhooks list`: every endpoint, without its secrets. */
export const listWebhooks: WebhookAction = async ({ site, json }, { terminal, openDesk }) => {
  const desk = await openDesk();
  const all = await desk.list().finally(() => desk.close());
  const endpoints = all.filter((endpoint) => site === undefined || endpoint.site === site);
  if (json === true) {
    await terminal.write(`${JSON.stringify(endpoints.map(toJson), undefined, 2)}\n`);
    return 0;
  }
  if (endpoints.length === 0) {
    terminal.warn("Leads are sent nowhere. See: facet webhooks --help");
    return 0;
  }
  const table = formatTable(
    { header: ["id", "site", "url", "leads", "made", "state"], rows: endpoints.map(toRow) },
    {
      columns: terminal.columns,
      whole: [0],
      paint(text, { row, column }) {
        if (row < 0) return paint(terminal, "strong", text);
        const isGone = endpoints[row]?.goneAt !== undefined;
        return column === STATE ? paint(terminal, isGone ? "bad" : "good", text) : text;
      },
    },
  );
  await terminal.write(`${table}\n`);
  return 0;
};

/** `facet webhooks remove`: nothing more is sent there. */
export const removeWebhook: WebhookAction = async (options, { terminal, openDesk }) => {
  const id = readId(options.id);
  const desk = await openDesk();
  const removed = await desk.remove(id).finally(() => desk.close());
  if (removed === undefined) return missing(terminal);
  await terminal.write(`${paint(terminal, "good", "removed")} ${id}: ${removed.url}\n`);
  return 0;
};

/** `facet webhooks rotate`: a new secret, alone on standard output. */
export const rotateWebhook: WebhookAction = async (options, { terminal, openDesk }) => {
  const id = readId(options.id);
  const desk = await openDesk();
  const rotated = await desk.rotate(id).finally(() => desk.close());
  if (rotated === undefined) return missing(terminal);
  await terminal.write(`${rotated.secret}\n`);
  terminal.warn(
    `${paint(terminal, "good", "made")} a new secret of ${id}. The one before signs beside it until the next rotation.`,
  );
  return 0;
};

function readUrl(given: string | undefined, terminal: Pick<Terminal, "env">): string {
  if (given === undefined) {
    throw new UsageError(
      "--url is missing",
      "the address of the receiver, such as https://crm.example/facet",
    );
  }
  const read = parseWebhookUrl(given, readAllowed(terminal));
  if ("url" in read) return read.url;
  throw new UsageError(`--url ${given} cannot be used`, read.problem);
}

function readId(id: string | undefined): string {
  if (id !== undefined) return id;
  throw new UsageError("ID is missing: id of the webhook", "see: facet webhooks list");
}

function missing(terminal: Terminal): number {
  terminal.warn(`${paint(terminal, "bad", "facet:")} ${NO_ENDPOINT}`);
  return 1;
}

function leadsOf({ events }: ListedEndpoint): string {
  return events === undefined ? "all leads" : `leads of ${events.join(", ")}`;
}

function toRow(endpoint: ListedEndpoint): string[] {
  const { id, site, url, events, createdAt, goneAt } = endpoint;
  return [
    id,
    site,
    url,
    events?.join(", ") ?? "all",
    toDay(createdAt),
    goneAt === undefined ? "in use" : `gone ${toDay(goneAt)}`,
  ];
}

function toJson({ createdAt, goneAt, ...endpoint }: ListedEndpoint): object {
  return {
    ...endpoint,
    createdAt: new Date(createdAt).toISOString(),
    ...(goneAt === undefined ? {} : { goneAt: new Date(goneAt).toISOString() }),
  };
}

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
