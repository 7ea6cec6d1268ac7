import type { Fold, VisitorRef } from "../../store.ts";
import { planSplit } from "../join-plan.ts";
import { type RedisContext, untilDone } from "./context.ts";
import { namesOf, SPLIT_FIELD } from "./family.ts";
import { defineScript, runScript } from "./script.ts";
import { readSettled } from "./settle.ts";
import { finishSplit, type Split } from "./split-steps.ts";

/** KEYS: head, journal · ARGV: version, field, split. */
const INTEND = defineScript(`
if redis.call('GETRANGE', KEYS[1], 0, 12) ~= ARGV[1] then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
return 1
`);

/** Undoes a join: takes one name out of its visitor. @returns whether there was a join. */
export function split(context: RedisContext, ref: VisitorRef, fold: Fold): Promise<boolean> {
  const { site, id: name } = ref;
  return untilDone(async () => {
    const { family, takenOut } = await readSettled(context, ref, fold);
    if (takenOut.includes(name)) return true;
    const names = namesOf(family);
    const plan = family.head.kind === "erased" ? undefined : planSplit(name, family.id, names);
    if (plan === undefined) return false;
    const isOwnId = name === family.id;
    const split: Split = {
      site,
      name,
      from: family.id,
      to: isOwnId ? plan.visitor : name,
      leaving: isOwnId ? plan.rest : names.filter((other) => other.name === name),
    };
    const meant = await runScript(context.client, INTEND, {
      keys: [family.keys.head, family.keys.journal],
      args: [family.head.version, SPLIT_FIELD, JSON.stringify(split)],
    });
    if (meant === 0) return undefined;
    await finishSplit(context, split, fold);
    return true;
  });
}
