import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import autocannon from "autocannon";
import { median } from "./measure.ts";

const CONNECTIONS = 32;
const SECONDS = 4;
const ROUNDS = 3;

const DECIDE_BODY = JSON.stringify({
  url: "https://okna.example/okna?utm_source=yandex&utm_medium=cpc&utm_term=окна+для+дачи",
  userAgent:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  headers: { "accept-language": "ru" },
});

/** Requests per second of one server, the median of several rounds. */
export interface HttpFigures {
  readonly name: string;
  readonly requestsPerSecond: number;
}

/**
 * Starts a server in a process of its own for as long as it is used.
 *
 * @param file Its module, relative to this one; it prints its URL.
 */
export async function withServer<T>(file: string, use: (url: string) => Promise<T>): Promise<T> {
  const server: ChildProcess = spawn(process.execPath, [new URL(file, import.meta.url).pathname], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = (await once(server.stdout as NonNullable<typeof server.stdout>, "data")) as [
      Buffer,
    ];
    return await use(line.toString().trim());
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

async function load(options: autocannon.Options): Promise<number> {
  const result = await autocannon({ connections: CONNECTIONS, duration: SECONDS, ...options });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed.`);
  }
  return result.requests.average;
}

/**
 * Requests per second of `/v1/decide` (nothing stored, and with the visit stored in SQLite) and of a
 * Hono application that only says hello, each in a process of its own, in turn.
 */
export async function measureHttp(): Promise<readonly HttpFigures[]> {
  const decideRequest = (peek: boolean): Partial<autocannon.Options> => ({
    method: "POST",
    headers: { "content-type": "application/json" },
    body: DECIDE_BODY.replace("{", `{"peek":${peek},`),
  });
  return withServer("./servers/hello.ts", (hello) =>
    withServer("./servers/facet.ts", async (facet) => {
      const targets: readonly [string, autocannon.Options][] = [
        ["bare Hono «hello»", { url: hello }],
        ["/v1/decide, peek", { url: `${facet}/v1/decide`, ...decideRequest(true) }],
        ["/v1/decide, new visitor stored", { url: `${facet}/v1/decide`, ...decideRequest(false) }],
      ];
      const figures: HttpFigures[] = [];
      for (const [name, options] of targets) {
        await load({ ...options, duration: 1 });
        const rounds: number[] = [];
        for (let round = 0; round < ROUNDS; round++) rounds.push(await load(options));
        figures.push({ name, requestsPerSecond: median(rounds) });
      }
      return figures;
    }),
  );
}
