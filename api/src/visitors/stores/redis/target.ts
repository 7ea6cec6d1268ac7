/** One server of a Redis deployment. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where a Redis or Valkey server, or a cluster of them, is. */
export interface RedisTarget {
  readonly isCluster: boolean;
  readonly isEncrypted: boolean;
  /** Of a cluster: those that are asked for the others. */
  readonly nodes: readonly [RedisNode, ...RedisNode[]];
  readonly username?: string;
  readonly password?: string;
  /** Number of the database; a cluster has 0 only. */
  readonly database: number;
  /** Replicas that must have an event before it is acknowledged. */
  readonly replicas: number;
}

/** A target, or what is wrong with the text and what was expected. */
export type ParsedRedisTarget = { readonly target: RedisTarget } | { readonly problem: string };

const DEFAULT_PORT = 6_379;
const MAX_PORT = 65_535;
const SHAPE =
  /^(?<scheme>rediss?(?:\+cluster)?):\/\/(?:(?<login>[^/?]*)@)?(?<nodes>[^/?@]*)(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/u;
const NODE = /^(?:\[(?<address>[\da-f:.]+)\]|(?<host>[^\s:[\]]+))(?::(?<port>\d{1,5}))?$/iu;
const EXAMPLES =
  "redis://host:6379, rediss://user:password@host:6379/0 or redis+cluster://host1:7000,host2:7001";

/** Whether a text is meant to name Redis, and not a file. */
export function isRedisUrl(text: string): boolean {
  return /^(?:redis|rediss|valkey|valkeys)(?:\+\w+)?:/iu.test(text);
}

/**
 * Reads `redis[s][+cluster]://[user:password@]host[:port][,host[:port]…][/database][?replicas=n]`.
 * User and password are percent-encoded.
 */
export function parseRedisTarget(text: string): ParsedRedisTarget {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) return { problem: `it is no address of Redis: expected ${EXAMPLES}` };
  const { scheme = "", login, nodes: list = "", database = "", query = "" } = parts;
  const isCluster = scheme.endsWith("+cluster");
  const [first, ...others] = list.split(",");
  const node = parseNode(first);
  const rest = others.map(parseNode);
  if (node === undefined || rest.includes(undefined)) {
    return { problem: `"${list}" names no server: expected ${EXAMPLES}` };
  }
  if (rest.length > 0 && !isCluster) {
    return { problem: "it names several servers, which only redis+cluster:// may" };
  }
  if (!/^\d{0,5}$/u.test(database) || (isCluster && Number(database) > 0)) {
    return { problem: `"/${database}" is no database: expected a number, and none for a cluster` };
  }
  const options = new URLSearchParams(query);
  const replicas = options.get("replicas") ?? "0";
  if ([...options.keys()].some((name) => name !== "replicas") || !/^\d$/u.test(replicas)) {
    return { problem: `"?${query}" is not understood: expected ?replicas= and a number up to 9` };
  }
  const credentials = parseLogin(login);
  if (credentials === undefined) {
    return { problem: "its user or password is not percent-encoded as it must be" };
  }
  return {
    target: {
      isCluster,
      isEncrypted: scheme.startsWith("rediss"),
      nodes: [node, ...rest.filter((other) => other !== undefined)],
      ...credentials,
      database: Number(database),
      replicas: Number(replicas),
    },
  };
}

/** A target for messages: without user and password. */
export function describeRedisTarget(target: RedisTarget): string {
  const scheme = `redis${target.isEncrypted ? "s" : ""}${target.isCluster ? "+cluster" : ""}`;
  const nodes = target.nodes.map(({ host, port }) => {
    return `${host.includes(":") ? `[${host}]` : host}:${port}`;
  });
  return `${scheme}://${nodes.join(",")}${target.database > 0 ? `/${target.database}` : ""}`;
}

function parseNode(text = ""): RedisNode | undefined {
  const { address, host = address, port } = NODE.exec(text)?.groups ?? {};
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (host === undefined || number < 1 || number > MAX_PORT) return undefined;
  return { host, port: number };
}

function parseLogin(login = ""): Pick<RedisTarget, "username" | "password"> | undefined {
  const colon = login.indexOf(":");
  try {
    const username = decodeURIComponent(colon < 0 ? login : login.slice(0, colon));
    const password = colon < 0 ? "" : decodeURIComponent(login.slice(colon + 1));
    return {
      ...(username === "" ? {} : { username }),
      ...(password === "" ? {} : { password }),
    };
  } catch {
    return undefined;
  }
}
