import type { Fold, VisitorRef } from "../../store.ts";
import { type RedisContext, untilDone } from "./context.ts";
import { type Family, readFamily } from "./family.ts";
import { finishMove, forgetStaleMoves, movesUnderWay } from "./move.ts";
import { finishSplit, splitUnderWay } from "./split-steps.ts";

/** A visitor of whom nothing that has begun is unfinished. */
export interface Settled {
  readonly family: Family;
  /** The names that were taken out of a visitor by finishing what others left. */
  readonly takenOut: readonly string[];
}

/** Reads a visitor by any name, and finishes what a process that stopped has left half done. */
export async function readSettled(
  context: RedisContext,
  ref: VisitorRef,
  fold: Fold,
): Promise<Settled> {
  const takenOut: string[] = [];
  const family = await untilDone(async () => {
    const family = await readFamily(context, ref);
    if (family.journal.size === 0 || family.head.kind === "erased") return family;
    const { site, id: to } = family;
    await forgetStaleMoves(context, family);
    const moves = await movesUnderWay(context, family);
    for (const { move } of moves) await finishMove(context, { site, to, move }, fold);
    const split = await splitUnderWay(context, family);
    if (split !== undefined) {
      await finishSplit(context, split, fold);
      takenOut.push(split.name);
    }
    return moves.length === 0 && split === undefined ? family : undefined;
  });
  return { family, takenOut };
}
