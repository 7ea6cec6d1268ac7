import type { Log } from "../../../ports.ts";
import type { RedisClient } from "./client.ts";

/** Whether what Redis acknowledges survives a power cut. */
export interface DurabilityCheck {
  /** Asks the servers until they have said it once; a difference is logged. */
  check(): Promise<void>;
  /** What a power cut may cost, for people; absent: nothing, or it is not known yet. */
  caveat(): string | undefined;
}

const ADVICE =
  "set appendonly yes and appendfsync always where every acknowledged event must survive";

/** Makes a check of the servers' `appendonly` and `appendfsync`. */
export function createDurabilityCheck(client: RedisClient, log: Log): DurabilityCheck {
  let checked: Promise<void> | undefined;
  let caveat: string | undefined;

  async function check(): Promise<void> {
    const servers = await client
      .callMasters("CONFIG", "GET", "append*")
      .then((replies) => replies.map(readSettings))
      .catch((error: unknown) => (isRefusal(error) ? [undefined] : Promise.reject(error)));
    caveat = describe(servers);
    if (caveat !== undefined) log.warn({}, `the visitor store: ${caveat}; ${ADVICE}`);
  }

  return {
    check() {
      checked ??= check().catch((error: unknown) => {
        checked = undefined;
        throw error;
      });
      return checked;
    },
    caveat: () => caveat,
  };
}

function readSettings(reply: unknown): ReadonlyMap<string, string> {
  const flat = reply as readonly string[];
  const settings = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) settings.set(flat[i] ?? "", flat[i + 1] ?? "");
  return settings;
}

/** Hosted servers do not let their configuration be read. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^(?:ERR unknown|NOPERM)/u.test(error.message);
}

function syncOf(settings: ReadonlyMap<string, string> | undefined): string {
  if (settings === undefined) return "unreadable";
  return settings.get("appendonly") === "yes" ? (settings.get("appendfsync") ?? "no") : "snapshots";
}

function describe(
  servers: readonly (ReadonlyMap<string, string> | undefined)[],
): string | undefined {
  const found = new Set(servers.map(syncOf));
  if (found.has("unreadable")) {
    return "Redis does not let its appendfsync be read, so nobody knows what a power cut costs";
  }
  if (found.has("snapshots")) {
    return "Redis runs without an append-only file: a crash or a power cut costs every acknowledged event since its last snapshot, which may be 3600 seconds old or more";
  }
  if (found.has("no")) {
    return "Redis has appendfsync no: a power cut may cost about 30 seconds of acknowledged events";
  }
  if (found.has("everysec")) {
    return "Redis has appendfsync everysec: a power cut may cost up to 2 seconds of acknowledged events";
  }
  return undefined;
}
