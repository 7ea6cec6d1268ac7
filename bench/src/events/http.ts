import autocannon from "autocannon";
import { median } from "../measure.ts";
import { withServer } from "../http.ts";

const SECONDS = 2;
const ROUNDS = 3;

/** Durable events per second of `/v1/track`, the whole way from the socket to the disk. */
export function measureTracking(clients: number): Promise<number> {
  return withServer("./servers/facet.ts", async (url) => {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const result = await autocannon({
        url: `${url}/v1/track`,
        connections: clients,
        duration: SECONDS,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ event: "Guide Downloaded", userId: "[<id>]", messageId: "[<id>]" }),
        idReplacement: true,
      });
      if (result.non2xx > 0 || result.errors > 0) {
        throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed.`);
      }
      rounds.push(result.requests.average);
    }
    return median(rounds);
  });
}
