import type { KeywordBuffers, Ruleset, RulesetArtifact } from "@facet/engine";
import { parseJsonBody, readBody } from "../body.ts";
import { FacetError } from "../error.ts";
import { isRecord } from "../json.ts";
import { createOutageGuard } from "../outage.ts";
import type { LocalSource } from "../sources/source.ts";
import { parseTimeBudget } from "../time-budget.ts";
import { createConnection, openCall, withinTime } from "../transport.ts";
import type { Connection } from "../transport.ts";
import { warn } from "../warn.ts";
import { toRuleset } from "./create-local-source.ts";
import type { ReadingOptions } from "./decide-local.ts";
import { createRulesetsSource } from "./rulesets-source.ts";

const EVERY_MS = 10_000;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 536_870_912;
/** How many rule sets are kept for the codes that caches still hold. */
const KEPT = 3;

/** Options of {@link fetchRuleset}. */
export interface FetchRulesetOptions extends ReadingOptions {
  /** Address of the Facet service. */
  readonly api: string;
  /** Secret key; absent: the service is a local playground. */
  readonly key?: string;
  /** How often a new rule set is asked for, milliseconds. 10,000 by default; 0: only by `refresh()`. */
  readonly everyMs?: number;
  /** Longest wait for the rule set and its buffers. 10,000 by default. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
  /** Gets one line per outage. Default: `console.warn`. */
  readonly log?: (message: string) => void;
}

/** A rule set that is kept as the service has it. */
export interface FetchedRuleset extends LocalSource {
  /** Revision in use; `undefined` until one was fetched. */
  revision(): string | undefined;
  /** Asks for a new one now. Never rejects; what is broken or late leaves the last good one in use. */
  refresh(): Promise<void>;
  /** Asks no more. */
  close(): void;
}

/**
 * Fetches the rule set of a service and keeps it fresh: asks with the revision that it has
 * (`If-None-Match`), and swaps a new one in as a whole, its phrases included. Resolves after the
 * first attempt, good or not.
 * @throws FacetError `CONFIG` where `api` is no http(s) address, or `timeoutMs` is no time.
 */
export async function fetchRuleset(options: FetchRulesetOptions): Promise<FetchedRuleset> {
  const { api, everyMs = EVERY_MS, log = warn, now } = options;
  const timeoutMs = parseTimeBudget("fetchRuleset", "timeoutMs", options.timeoutMs ?? TIMEOUT_MS);
  const connection = createConnection("fetchRuleset", options);
  let recent: readonly Ruleset[] = [];
  const guard = createOutageGuard({
    api,
    get meanwhile() {
      return recent.length === 0
        ? "there is no rule set to decide by"
        : "the rule set that was fetched last stays in use";
    },
    log,
    now: now ?? (() => Date.now()),
  });
  let running: Promise<void> | undefined;

  async function attempt(): Promise<void> {
    try {
      const known = recent[0]?.artifact.revision;
      const ruleset = await withinTime(timeoutMs, (signal) => fetchNew(connection, known, signal));
      if (ruleset !== undefined) {
        const { revision } = ruleset.artifact;
        const others = recent.filter(({ artifact }) => artifact.revision !== revision);
        recent = [ruleset, ...others].slice(0, KEPT);
      }
      guard.succeeded();
    } catch (error) {
      guard.failed(error);
    }
  }

  function refresh(): Promise<void> {
    running ??= attempt().finally(() => {
      running = undefined;
    });
    return running;
  }

  await refresh();
  const timer = everyMs > 0 ? setInterval(() => void refresh(), everyMs) : undefined;
  // Node's timers would keep a process alive that has nothing else to do.
  if (typeof timer === "object") (timer as { unref?: () => void }).unref?.();
  return {
    ...createRulesetsSource(() => recent, options),
    revision: () => recent[0]?.artifact.revision,
    refresh,
    close: () => clearInterval(timer),
  };
}

/** The rule set in service, unless it is the known one. */
async function fetchNew(
  connection: Connection,
  known: string | undefined,
  signal: AbortSignal,
): Promise<Ruleset | undefined> {
  const headers: Record<string, string> = {};
  if (known !== undefined) headers["if-none-match"] = `"${known}"`;
  const response = await openCall(connection, { path: "v1/ruleset", headers }, signal);
  if (response.status === 304) return undefined;
  const artifact = toArtifact(parseJsonBody(await bytesOf(response, signal)));
  if (artifact.keywords === undefined) return toRuleset(artifact, undefined);
  const buffer = async (name: string): Promise<ArrayBuffer> => {
    const path = `v1/ruleset/${name}?revision=${artifact.revision}`;
    return (await bytesOf(await openCall(connection, { path }, signal), signal)).buffer;
  };
  const [index, texts] = await Promise.all([buffer("keywords"), buffer("texts")]);
  const buffers: KeywordBuffers = { index, texts };
  return toRuleset(artifact, buffers);
}

async function bytesOf(response: Response, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new FacetError("STATUS", `answered ${response.status} when asked for its rule set`, {
      status: response.status,
    });
  }
  const bytes = await readBody(response, MAX_BYTES, signal);
  if (bytes !== undefined) return bytes;
  throw new FacetError("INVALID", `answered more than ${MAX_BYTES} bytes`);
}

/** Only what tells a rule set from other answers: the engine checks the rest when it loads it. */
function toArtifact(body: unknown): RulesetArtifact {
  if (isRecord(body) && typeof body["revision"] === "string" && isRecord(body["site"])) {
    return body as unknown as RulesetArtifact;
  }
  throw new FacetError("INVALID", "answered with no rule set");
}
