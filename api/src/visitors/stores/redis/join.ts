import type { Fold, JoinNames, JoinOutcome } from "../../store.ts";
import { planJoin } from "../join-plan.ts";
import { addToIndex, type RedisContext, untilDone } from "./context.ts";
import { type Family, toFacts, toPairs } from "./family.ts";
import { moveVisitor } from "./move.ts";
import { defineScript, runScript } from "./script.ts";
import { readSettled } from "./settle.ts";

/** KEYS: head, names · ARGV: names and kinds. Gives 0 where there is no visitor of its own any more. */
const NAME = defineScript(`
local kind = redis.call('GETRANGE', KEYS[1], 0, 0)
if kind == 'L' or kind == 'E' then return 0 end
for i = 1, #ARGV, 2 do
  if i == 1 then redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1])
  else redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
end
return 1
`);

/** Makes an anonymous name and a known one name one visitor. */
export function join(context: RedisContext, names: JoinNames, fold: Fold): Promise<JoinOutcome> {
  const { site, anonymousId, userId } = names;
  return untilDone(async () => {
    const { family: anonymous } = await readSettled(context, { site, id: anonymousId }, fold);
    const { family: user } = await readSettled(context, { site, id: userId }, fold);
    const plan = planJoin(toFacts(anonymousId, anonymous), toFacts(userId, user));
    if (plan.user === undefined) return plan.outcome;
    const to = plan.user.visitor === anonymous.id ? anonymous : user;
    const from = to === anonymous ? user : anonymous;
    const isDone =
      plan.outcome === "refused" || from.id === to.id
        ? await nameKnown(context, to, userId)
        : await moveVisitor(context, { from, to, outcome: plan.outcome, names }, fold);
    return isDone ? plan.outcome : undefined;
  });
}

/** Notes that a visitor is known by a user id. @returns whether they were still as they were read. */
async function nameKnown(
  context: RedisContext,
  { site, id, keys }: Family,
  userId: string,
): Promise<boolean> {
  await addToIndex(context, { site, id });
  const done = await runScript(context.client, NAME, {
    keys: [keys.head, keys.names],
    args: toPairs([
      { name: id, isKnown: false },
      { name: userId, isKnown: true },
    ]),
    durable: true,
  });
  return done === 1;
}
