import { describe, expect, it } from "vitest";
import { isVersion } from "../../src/condition/index.ts";
import { compareVersions } from "../../src/condition/semver.ts";

/** The chain of section 11 of the specification, and what surrounds it. */
const ASCENDING = [
  "0.9.9",
  "1.0.0-0.3.7",
  "1.0.0-alpha",
  "1.0.0-alpha.1",
  "1.0.0-alpha.beta",
  "1.0.0-beta",
  "1.0.0-beta.2",
  "1.0.0-beta.11",
  "1.0.0-beta.99999999999999999998",
  "1.0.0-beta.99999999999999999999",
  "1.0.0-rc.1",
  "1.0.0",
  "1.0.1",
  "1.2.0",
  "1.10.0",
  "2.0.0",
];

describe("precedence of versions", () => {
  it("is the specification's", () => {
    ASCENDING.forEach((a, i) => {
      ASCENDING.forEach((b, j) => {
        expect(Math.sign(compareVersions(a, b) ?? Number.NaN), `${a} ${b}`).toBe(Math.sign(i - j));
      });
    });
  });

  it("leaves out build metadata, a leading v, and zeros at the end", () => {
    expect(compareVersions("1.2.3+a", "1.2.3+b")).toBe(0);
    expect(compareVersions("v1.2.3", "1.2.3")).toBe(0);
    expect(compareVersions("17", "17.0.0")).toBe(0);
    expect(compareVersions("17.4", "17.4.1")).toBeLessThan(0);
  });

  it.each(["", "latest", "1.2.3.4", "1..2", "-1", "1.2.3-", "1.2.3-a..b", "1e3", "１.2.3"])(
    "%j is no version",
    (text) => {
      expect(isVersion(text)).toBe(false);
      expect(compareVersions(text, "1.0.0")).toBeUndefined();
      expect(compareVersions("1.0.0", text)).toBeUndefined();
    },
  );
});
