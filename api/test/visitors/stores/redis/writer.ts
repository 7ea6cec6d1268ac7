/**
 * A process of its own that changes one visitor together with others: `writer.ts <url> <name>
 * <writers> <times>`. Once all writers are there it changes the visitor `updated` by updates, the
 * visitor `appended` by entries of the log that are each sent twice, and the key `unguarded` by a read
 * and a write, as a store without versions would.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { connectRedis } from "../../../../src/visitors/stores/redis/client.ts";
import { parseRedisTarget } from "../../../../src/visitors/stores/redis/target.ts";
import { createRedisStore } from "../../../../src/visitors/stores/redis.ts";
import { createTestLog } from "../../../fixtures/app.ts";
import { entry, remember, SITE, visit } from "../contract-data.ts";

const [url = "", name = "", writers = "0", times = "0"] = process.argv.slice(2);
const parsed = parseRedisTarget(url);
if ("problem" in parsed) throw new Error(parsed.problem);
const log = createTestLog();
const client = await connectRedis(parsed.target, log);
const store = createRedisStore({ client, log });

await client.call("INCR", "ready");
while ((await client.call("GET", "ready")) !== writers) await sleep(5);

for (let i = 0; i < Number(times); i += 1) {
  await store.update({ site: SITE, id: "updated" }, visit);
  const entries = [entry({ messageId: `${name}/${i}`, visitorId: "appended" })];
  for (const durable of [true, true]) await store.append({ entries, fold: remember, durable });
  const before = Number(await client.call("GET", "unguarded"));
  await sleep(0);
  await client.call("SET", "unguarded", before + 1);
}
await store.close();
