import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { ApiProblem, type ProblemCode, toProblemDocument } from "../../http/problem.ts";

/** What is wrong with bytes that Node's parser refuses, by the code of its error. */
const REASONS = new Map<string | undefined, readonly [code: ProblemCode, detail: string]>([
  [
    "HPE_INVALID_URL",
    [
      "invalid-request",
      "The URL holds characters that a URL may not hold, such as Cyrillic letters or spaces. Percent-encode them; with curl: curl -G --data-urlencode 'url=https://…' followed by the address.",
    ],
  ],
  ["HPE_HEADER_OVERFLOW", ["headers-too-large", "The headers are over 16 KB together."]],
  ["ERR_HTTP_REQUEST_TIMEOUT", ["timeout", "The request did not come in whole in time."]],
]);
const OTHERWISE = ["invalid-request", "What was sent is no HTTP/1.1 request."] as const;

const PHRASES = new Map([
  [400, "Bad Request"],
  [408, "Request Timeout"],
  [431, "Request Header Fields Too Large"],
]);

/** The answer for what is HTTP but no request, such as a Host header with a space in it. */
export function answerUnreadable(): Response {
  const problem = new ApiProblem({
    code: "invalid-request",
    detail: "The request line or the Host header cannot be read.",
  });
  return new Response(toBody(problem), {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", Connection: "close" },
  });
}

/** Answers what Node's parser refuses with a problem document too, and hangs up. */
export function answerClientErrors(server: Server): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const [code, detail] = REASONS.get(error.code) ?? OTHERWISE;
    const problem = new ApiProblem({ code, detail });
    const body = toBody(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${PHRASES.get(problem.status) ?? ""}`,
      "Content-Type: application/problem+json",
      "Cache-Control: private, no-store",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Connection: close",
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
  });
}

function toBody(problem: ApiProblem): string {
  return JSON.stringify(toProblemDocument(problem, crypto.randomUUID()));
}
