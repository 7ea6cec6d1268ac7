import { describe, expect, it } from "vitest";
import { type DidTest, evaluate } from "../../src/condition/index.ts";
import { countEvent } from "../../src/history/count.ts";
import { emptyHistory } from "../../src/history/empty.ts";
import { scopeOf } from "./scope.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;

function did(
  test: Omit<DidTest, "op" | "event"> & { event?: string },
  daysAgo?: readonly number[],
) {
  const history = daysAgo && {
    ...emptyHistory(NOW),
    events: {
      Read: daysAgo.reduce<ReturnType<typeof countEvent> | undefined>(
        (counter, days) => countEvent(counter, NOW - days * DAY),
        undefined,
      ) ?? { days: [], recent: [] },
    },
  };
  return evaluate(
    { op: "did", event: "Read", ...test },
    scopeOf({ now: NOW, ...(history ? { history } : {}) }),
  );
}

describe("did", () => {
  it("counts as far back as history is kept", () => {
    expect(did({ min: 2 }, [1, 60])).toBe(true);
    expect(did({ min: 3 }, [1, 60])).toBe(false);
    expect(did({ min: 1, max: 1 }, [1, 60])).toBe(false);
  });

  it("counts within a span", () => {
    expect(did({ min: 1, withinMs: 14 * DAY }, [13])).toBe(true);
    expect(did({ min: 1, withinMs: 14 * DAY }, [15])).toBe(false);
    expect(did({ min: 0, max: 0, withinMs: 14 * DAY }, [15])).toBe(true);
  });

  it("takes a new visitor's history as empty, not as unknown", () => {
    expect(did({ min: 0, max: 0 }, [])).toBe(true);
    expect(did({ min: 1 }, [])).toBe(false);
  });

  it("is unknown where history may not be read", () => {
    expect(did({ min: 0, max: 0 })).toBe("unknown");
    expect(did({ min: 0, max: 0, orUnknown: true })).toBe(true);
  });

  it("counts no inherited names", () => {
    expect(did({ min: 0, max: 0, event: "constructor" }, [1])).toBe(true);
    expect(did({ min: 0, max: 0, event: "__proto__" }, [1])).toBe(true);
  });
});
