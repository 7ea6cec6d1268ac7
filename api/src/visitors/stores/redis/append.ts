import type { AppendBatch, AppendOutcome, Call, LogEntry } from "../../store.ts";
import { DEDUPE_WINDOW_MS } from "../../store.ts";
import { addToIndex, type RedisContext, untilDone } from "./context.ts";
import { type Group, type Plan, planGroup } from "./plan.ts";
import { putRecord } from "./records.ts";
import { writeSlot } from "./write.ts";

/**
 * Appends a batch: its records first, then the entries of each name together with the visitor's new
 * state. Where it breaks off in between nothing is acknowledged, and the same batch sent again adds
 * what is missing.
 */
export async function append(
  context: RedisContext,
  batch: AppendBatch,
  call?: Call,
): Promise<readonly AppendOutcome[]> {
  const groups = groupByName(context, batch.entries);
  const written = await context.locks.hold(
    groups.map(({ tag }) => tag),
    async () => {
      const planned = await Promise.all(
        groups.map(async (group) => ({ group, plan: await planGroup(context, group, batch.fold) })),
      );
      throwIfAborted(call);
      const isNews = planned.some(({ plan }) => plan.write !== undefined);
      if (isNews || batch.entries.length === 0) {
        await Promise.all((batch.records ?? []).map((record) => putRecord(context, record)));
      }
      return Promise.all(
        planned.map(({ group, plan }) => commit(context, { group, plan, batch, call })),
      );
    },
  );
  const outcomes = new Map(written.flatMap((group) => Array.from(group)));
  return batch.entries.map((entry) => outcomes.get(entry) ?? "duplicate");
}

/** Groups the entries; of several with the same message id the first counts. */
function groupByName({ keys }: RedisContext, entries: readonly LogEntry[]): Group[] {
  const firsts = new Map<string, LogEntry>();
  for (const entry of entries) {
    const message = JSON.stringify([entry.site, entry.messageId]);
    if (!firsts.has(message)) firsts.set(message, entry);
  }
  const groups = new Map<string, Group & { readonly entries: LogEntry[] }>();
  for (const entry of firsts.values()) {
    const { site, visitorId, messageId } = entry;
    const isNobody = visitorId === undefined;
    const { tag } = isNobody ? keys.nobody(site, messageId) : keys.name({ site, id: visitorId });
    const group = groups.get(tag);
    if (group === undefined) {
      groups.set(tag, { site, tag, entries: [entry], ...(isNobody ? {} : { visitorId }) });
    } else {
      group.entries.push(entry);
    }
  }
  return [...groups.values()];
}

interface Commit {
  readonly group: Group;
  readonly plan: Plan;
  readonly batch: AppendBatch;
  readonly call: Call | undefined;
}

async function commit(
  context: RedisContext,
  { group, plan: first, batch, call }: Commit,
): Promise<Plan["outcomes"]> {
  let plan: Plan | undefined = first;
  return untilDone(async () => {
    plan ??= await planGroup(context, group, batch.fold);
    throwIfAborted(call);
    const { outcomes } = plan;
    const isDone = await write(context, { site: group.site, plan, durable: batch.durable });
    plan = undefined;
    return isDone ? outcomes : undefined;
  });
}

async function write(
  context: RedisContext,
  {
    site,
    plan,
    durable,
  }: { readonly site: string; readonly plan: Plan; readonly durable: boolean },
): Promise<boolean> {
  const { client } = context;
  const { keys, newId } = plan;
  if (plan.write === undefined) {
    // Who sent them first may not have heard that the replicas have them.
    if (durable && client.replicas > 0)
      await client.callReplicated("PEXPIRE", keys.ids, DEDUPE_WINDOW_MS);
    return true;
  }
  if (newId === undefined) return writeSlot(client, { ...plan.write, durable });
  const ref = { site, id: newId };
  // Before, so that nobody is kept whom a crash leaves out; and after, as a purge takes out who is empty.
  await addToIndex(context, ref);
  const isDone = await writeSlot(client, { ...plan.write, durable });
  await addToIndex(context, ref);
  return isDone;
}

function throwIfAborted(call: Call | undefined): void {
  if (call?.aborted === true) throw new Error("the caller waits no longer");
}
