import type { FailedDelivery } from "@facet/api/node";
import { formatTable } from "../terminal/table.ts";
import { paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { WebhookAction } from "./action.ts";

/** `facet webhooks failed`: what was given up, oldest first. */
export const listFailed: WebhookAction = async ({ site, json }, { terminal, openDesk }) => {
  const desk = await openDesk();
  const all = await desk.failed().finally(() => desk.close());
  const failed = all.filter((each) => site === undefined || each.site === site);
  if (json === true) {
    await terminal.write(`${JSON.stringify(failed.map(toJson), undefined, 2)}\n`);
    return 0;
  }
  if (failed.length === 0) {
    terminal.warn("No webhook was given up.");
    return 0;
  }
  const table = formatTable(
    { header: ["id", "came", "to", "last attempt"], rows: failed.map(toRow) },
    {
      columns: terminal.columns,
      whole: [0],
      paint: (text, { row }) => (row < 0 ? paint(terminal, "strong", text) : text),
    },
  );
  await terminal.write(`${table}\n`);
  return 0;
};

/** `facet webhooks replay`: makes what was given up due again. */
export const replayFailed: WebhookAction = async ({ id, all }, { terminal, openDesk }) => {
  if ((id === undefined) !== (all === true)) {
    throw new UsageError("say which one: its id, or --all", "see: facet webhooks failed");
  }
  const desk = await openDesk();
  const count = await desk.replay(id === undefined ? "all" : [id]).finally(() => desk.close());
  if (id !== undefined && count === 0) {
    terminal.warn(
      `${paint(terminal, "bad", "facet:")} there is no such webhook; see: facet webhooks failed`,
    );
    return 1;
  }
  await terminal.write(`${count} due again; the running API sends them\n`);
  return 0;
};

function toRow({ id, at, url, endpointId, outcome }: FailedDelivery): string[] {
  const to = url ?? `${endpointId} (removed)`;
  return [id, new Date(at).toISOString().slice(0, 16).replace("T", " "), to, outcome];
}

function toJson({ at, ...failed }: FailedDelivery): object {
  return { ...failed, at: new Date(at).toISOString() };
}
