/**
 * A service that sends the webhooks of a store until it is killed, and says `ready` when it has begun.
 *
 * @example node sender.ts /tmp/a.db rules
 */
import { createService, serveService } from "../../src/entries/node.ts";

const [, , db = "", rules = ""] = process.argv;
const log = { debug() {}, info() {}, warn() {}, error() {} };
const service = await createService({ rules, db, log, webhookAllow: ["127.0.0.1"] });
await serveService(service, { host: "127.0.0.1", port: 0 });
process.stdout.write("ready\n");
