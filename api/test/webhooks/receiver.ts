import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A webhook as it came in. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on this machine that keeps what it gets. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers; by turns, the last one stays. */
  answers: { status: number; headers?: Record<string, string> }[];
  /** Resolves when it has got so many. */
  got(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a receiver. */
export async function createReceiver(): Promise<Receiver> {
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      receiver.received.push({ path: request.url ?? "", headers: request.headers, body });
      const [answer = { status: 204 }, ...rest] = receiver.answers;
      if (rest.length > 0) receiver.answers = rest;
      response.writeHead(answer.status, answer.headers).end();
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answers: [{ status: 204 }],
    async got(count) {
      while (receiver.received.length < count) {
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
