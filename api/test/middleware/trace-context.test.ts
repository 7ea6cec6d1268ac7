import { describe, expect, it } from "vitest";
import { testApp } from "../fixtures/app.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

async function answerTo(traceparent: string) {
  const lines: Record<string, unknown>[] = [];
  const log = {
    debug: (details: object) => void lines.push({ ...details }),
    info() {},
    warn() {},
    error() {},
  };
  const { request } = await testApp({ log });
  const response = await request("/healthz", { headers: { traceparent } });
  expect(response.status).toBe(200);
  return { header: response.headers.get("traceparent"), logged: lines[0]?.["traceId"] };
}

describe("W3C trace context", () => {
  it("goes on: the answer and the log are in the caller's trace", async () => {
    for (const flags of ["00", "01", "ff"]) {
      const { header, logged } = await answerTo(`00-${TRACE}-00f067aa0ba902b7-${flags}`);
      expect(header).toMatch(
        new RegExp(`^00-${TRACE}-[0-9a-f]{16}-0${flags === "00" ? 0 : 1}$`, "u"),
      );
      expect(header).not.toContain("00f067aa0ba902b7");
      expect(logged).toBe(TRACE);
    }
    const later = await answerTo(`cc-${TRACE}-00f067aa0ba902b7-01-what-the-future-brings`);
    expect(later.logged).toBe(TRACE);
  });

  it.each([
    "",
    "x",
    `ff-${TRACE}-00f067aa0ba902b7-01`,
    `00-${TRACE}-00f067aa0ba902b7-01-more`,
    `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${TRACE}-00f067aa0ba902b7`,
  ])("is begun by nobody where the header is none: %s", async (traceparent) => {
    expect(await answerTo(traceparent)).toEqual({ header: null, logged: undefined });
  });
});
