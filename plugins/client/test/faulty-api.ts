import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** What the server does with a connection that has sent its request. */
export type Fault = (socket: Socket, call: number) => void;

/** A server of bytes, for answers that no HTTP library would give. */
export interface FaultyApi {
  readonly url: string;
  /** Requests that were read so far. */
  calls(): number;
  fault: Fault;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function createFaultyApi(fault: Fault): Promise<FaultyApi> {
  const sockets = new Set<Socket>();
  let calls = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => {
      if (/^(?:GET|POST) /.test(bytes.toString("latin1"))) api.fault(socket, ++calls);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const api: FaultyApi = {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    fault,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return api;
}

/** A whole HTTP answer. */
export const answer =
  (status: string, body: string, headers = "content-type: application/json"): Fault =>
  (socket) => {
    const length = Buffer.byteLength(body);
    socket.end(
      `HTTP/1.1 ${status}\r\n${headers}\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`,
    );
  };

/** The head of an answer, then `piece` for ever. */
export const endless =
  (piece: string, everyMs: number): Fault =>
  (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on("close", () => clearInterval(timer));
  };
