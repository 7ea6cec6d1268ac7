import { createHash } from "node:crypto";
import type { RedisArgument, RedisClient } from "./client.ts";

/** A Lua script that runs on the server as one step. */
export interface RedisScript {
  readonly text: string;
  /** What Redis knows it by. */
  readonly sha: string;
}

/** What a script is given. */
export interface ScriptInput {
  /** All in one hash slot. */
  readonly keys: readonly string[];
  readonly args: readonly RedisArgument[];
  /** Resolve only once replicas have it, where the target asks for that. */
  readonly durable?: boolean;
}

/** Makes a script of its text. */
export function defineScript(text: string): RedisScript {
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}

/** Runs a script; its text is sent to servers that do not know it yet. */
export async function runScript(
  client: RedisClient,
  { text, sha }: RedisScript,
  { keys, args, durable = false }: ScriptInput,
): Promise<unknown> {
  const send = durable ? client.callReplicated : client.call;
  try {
    return await send("EVALSHA", sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
    return await send("EVAL", text, keys.length, ...keys, ...args);
  }
}
