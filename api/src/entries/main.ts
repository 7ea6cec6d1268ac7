import { resolve } from "node:path";
import { CookieKeyError } from "../visitors/seal.ts";
import { StoreOpenError } from "../visitors/stores/open-error.ts";
import { createService, serveService } from "./node.ts";
import { EnvironmentError, readEnvironment } from "./node/environment.ts";
import { GeoDatabaseError } from "./node/geo.ts";
import { createLog } from "./node/log.ts";
import { ListenError } from "./node/serve.ts";

/** Errors whose message says it all. */
const EXPECTED = [CookieKeyError, EnvironmentError, GeoDatabaseError, ListenError, StoreOpenError];

const PLAYGROUND =
  ", a playground without keys: only this machine may call, with all rights; facet keys create makes a key";

async function main(): Promise<void> {
  const { service: options, serve, logLevel } = readEnvironment(process.env);
  const log = createLog(logLevel);
  const service = await createService({ ...options, log });
  const served = await serveService(service, serve);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    served.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);

  const ready = service.isReady()
    ? ""
    : `; no rules of ${resolve(options.rules)} are served yet, GET /readyz says why`;
  log.info(
    { url: served.url },
    `Facet listens on ${served.url}${service.isPlayground() ? PLAYGROUND : ""}${ready}`,
  );
}

function fail(error: unknown): never {
  const isExpected = EXPECTED.some((kind) => error instanceof kind);
  const text =
    isExpected || !(error instanceof Error) ? String(error).replace(/^\w+: /u, "") : error.stack;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

main().catch(fail);
