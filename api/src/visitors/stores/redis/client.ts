import type { Cluster, ClusterOptions, Redis, RedisOptions } from "ioredis";
import type { Log } from "../../../ports.ts";
import { StoreOpenError } from "../open-error.ts";
import { describeRedisTarget, type RedisTarget } from "./target.ts";

/** One argument of a command. */
export type RedisArgument = string | number;

/** The slice of a Redis client that the store uses. Every call settles in {@link COMMAND_TIMEOUT_MS}. */
export interface RedisClient {
  /** Replicas that must have an event before it is acknowledged. */
  readonly replicas: number;
  /** Sends one command to the server that has its keys. */
  call(command: string, ...args: readonly RedisArgument[]): Promise<unknown>;
  /** The same, and resolves once as many replicas have it as the target asks for. */
  callReplicated(command: string, ...args: readonly RedisArgument[]): Promise<unknown>;
  /** Sends one command, without keys, to every server that takes writes. */
  callMasters(command: string, ...args: readonly RedisArgument[]): Promise<readonly unknown[]>;
  /** The same to every server, replicas included, as far as they are known. */
  callServers(command: string, ...args: readonly RedisArgument[]): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** How long a command may take; below the time that a caller waits for an acknowledgement. */
export const COMMAND_TIMEOUT_MS = 3_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** A server that says nothing for so long while it is asked is connected to anew. */
const SILENCE_MS = 4_000;
const MAX_RECONNECT_DELAY_MS = 1_000;
/** How often a cluster is asked who has which keys, beside when it says that they moved. */
const REFRESH_SLOTS_MS = 2_000;
const MAX_REDIRECTIONS = 8;
const CLOSE_TIMEOUT_MS = 1_000;
/** How long replicas may take to have a write. */
const REPLICATION_TIMEOUT_MS = 1_500;

/**
 * Connects to Redis, and again whenever the connection is lost. Commands never wait for a connection:
 * without one they reject at once.
 *
 * @throws StoreOpenError where the client library is not installed.
 */
export async function connectRedis(target: RedisTarget, log: Log): Promise<RedisClient> {
  const library = await loadLibrary();
  const open = (): Redis | Cluster =>
    target.isCluster
      ? new library.Cluster([...target.nodes], clusterOptions(target))
      : new library.Redis({ ...target.nodes[0], ...singleOptions(target) });
  const client = open();
  // Nothing else gets through a connection that waits for replicas.
  const waiting = target.replicas > 0 ? open() : client;
  const clients = new Set([client, waiting]);
  const store = describeRedisTarget(target);
  const { explain } = reportState(client, store, log);
  if (waiting !== client) waiting.on("error", () => {});
  await Promise.all([...clients].map(firstAttempt));

  return {
    replicas: target.replicas,
    call: (command, ...args) => client.call(command, ...args).catch(explain),
    callReplicated: (command, ...args) =>
      waiting === client
        ? client.call(command, ...args).catch(explain)
        : callReplicated(waiting, target.replicas, [command, ...args]),
    callMasters: (command, ...args) =>
      Promise.all(serversOf(client, "master").map((node) => node.call(command, ...args))),
    callServers: (command, ...args) =>
      Promise.all(serversOf(client, "all").map((node) => node.call(command, ...args))),
    async close() {
      await Promise.all([...clients].map(closeClient));
    },
  };
}

/**
 * Logs when the connection goes away and when it is back, once each. `explain` says what to make of
 * the error of a command.
 */
function reportState(
  client: Redis | Cluster,
  store: string,
  log: Log,
): { readonly explain: (error: unknown) => never } {
  let lost: unknown;
  client.on("error", (error: unknown) => {
    if (lost === undefined) log.error({ err: error, store }, "the connection to Redis is lost");
    lost = error;
  });
  client.on("ready", () => {
    if (lost !== undefined) log.info({ store }, "the connection to Redis is back");
    lost = undefined;
  });
  return {
    explain(error) {
      if (!(lost instanceof Error)) return explainMoved(error);
      throw new Error(`there is no connection to ${store}: ${lost.message}`, { cause: error });
    },
  };
}

/** Resolves when a client is connected, or has found that it cannot be now. */
function firstAttempt(client: Redis | Cluster): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ["ready", "close"]) client.once(event, () => resolve());
  });
}

async function closeClient(client: Redis | Cluster): Promise<void> {
  await Promise.race([client.quit().catch(() => undefined), pause(CLOSE_TIMEOUT_MS)]);
  client.disconnect();
}

/** The client library, as far as it is used. */
interface Library {
  readonly Redis: typeof Redis;
  readonly Cluster: typeof Cluster;
}

async function loadLibrary(): Promise<Library> {
  try {
    return await import("ioredis");
  } catch (cause) {
    if (!(cause instanceof Error) || !("code" in cause) || cause.code !== "ERR_MODULE_NOT_FOUND") {
      throw cause;
    }
    throw new StoreOpenError(
      "FACET_STORE names Redis, and the package ioredis that speaks to it is not installed. Run npm install ioredis, or leave FACET_STORE out to keep visitors in SQLite.",
      { cause },
    );
  }
}

function singleOptions(target: RedisTarget): RedisOptions {
  return {
    ...connectionOptions(target),
    db: target.database,
    enableOfflineQueue: false,
    retryStrategy: reconnectDelay,
  };
}

function clusterOptions(target: RedisTarget): ClusterOptions {
  return {
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectDelay,
    maxRedirections: MAX_REDIRECTIONS,
    slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
    slotsRefreshInterval: REFRESH_SLOTS_MS,
    redisOptions: connectionOptions(target),
  };
}

function connectionOptions({ username, password, isEncrypted }: RedisTarget): RedisOptions {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(isEncrypted ? { tls: {} } : {}),
    connectionName: "facet",
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    keepAlive: 10_000,
    // What was under way when the connection broke may have been done: it rejects, and the caller
    // knows how to ask again.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  };
}

function reconnectDelay(attempt: number): number {
  const delay = Math.min(20 * 2 ** Math.min(attempt, 10), MAX_RECONNECT_DELAY_MS);
  return delay / 2 + Math.random() * (delay / 2);
}

/** Says what to do about an answer that is right only for a client that was told of a cluster. */
function explainMoved(error: unknown): never {
  if (!(error instanceof Error) || !/^(?:MOVED|ASK) /u.test(error.message)) throw error;
  throw new Error("the server is part of a cluster: name it as redis+cluster:// in FACET_STORE", {
    cause: error,
  });
}

function serversOf(client: Redis | Cluster, role: "master" | "all"): readonly Redis[] {
  return "nodes" in client ? client.nodes(role) : [client];
}

async function callReplicated(
  client: Redis | Cluster,
  replicas: number,
  command: readonly [string, ...RedisArgument[]],
): Promise<unknown> {
  const pipeline = client
    .pipeline()
    .call(...command)
    .call("WAIT", replicas, REPLICATION_TIMEOUT_MS);
  const [done, confirmed] = (await pipeline.exec()) ?? [];
  if (done === undefined || confirmed === undefined) throw new Error("Redis gave no answer");
  const [error, result] = done;
  if (error !== null) throw error;
  if (Number(confirmed[1] ?? 0) < replicas) {
    throw new Error(
      `${String(confirmed[1] ?? 0)} of ${replicas} replicas have the write, so it is not acknowledged`,
    );
  }
  return result;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
