import { array, assert, domain, integer, property, record, string } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  describeRedisTarget,
  isRedisUrl,
  parseRedisTarget,
} from "../../../../src/visitors/stores/redis/target.ts";

const single = {
  isCluster: false,
  isEncrypted: false,
  nodes: [{ host: "host", port: 6379 }],
  database: 0,
  replicas: 0,
};

describe("an address of Redis", () => {
  it.each([
    ["redis://host", single],
    ["redis://host:7000/3", { ...single, nodes: [{ host: "host", port: 7000 }], database: 3 }],
    ["rediss://host", { ...single, isEncrypted: true }],
    ["redis://anna:p%40ss@host", { ...single, username: "anna", password: "p@ss" }],
    ["redis://:secret@host", { ...single, password: "secret" }],
    ["redis://[::1]:7000", { ...single, nodes: [{ host: "::1", port: 7000 }] }],
    ["redis://host?replicas=1", { ...single, replicas: 1 }],
    [
      "redis+cluster://a:7000,b:7001",
      {
        ...single,
        isCluster: true,
        nodes: [
          { host: "a", port: 7000 },
          { host: "b", port: 7001 },
        ],
      },
    ],
    ["rediss+cluster://host", { ...single, isCluster: true, isEncrypted: true }],
  ])("%s is read", (text, target) => {
    expect(isRedisUrl(text)).toBe(true);
    expect(parseRedisTarget(text)).toEqual({ target });
  });

  it.each([
    ["redis:host", /expected redis:\/\/host:6379/u],
    ["redis://", /names no server/u],
    ["redis://a:1,b:2", /only redis\+cluster/u],
    ["redis://host:99999", /names no server/u],
    ["redis://host:0", /names no server/u],
    ["redis://host/x", /no database/u],
    ["redis+cluster://host/1", /none for a cluster/u],
    ["redis://host?replicas=many", /\?replicas=/u],
    ["redis://host?timeout=1", /\?replicas=/u],
    ["redis://%zz@host", /percent-encoded/u],
    ["redis+sentinel://host", /expected redis/u],
  ])("%s is refused with what was expected", (text, message) => {
    const parsed = parseRedisTarget(text);
    expect("problem" in parsed && parsed.problem).toMatch(message);
  });

  it("is told without user and password", () => {
    const parsed = parseRedisTarget("rediss://anna:secret@host:1/2");
    if ("problem" in parsed) throw new Error(parsed.problem);
    expect(describeRedisTarget(parsed.target)).toBe("rediss://host:1/2");
  });

  it.each(["./.facet/facet.db", ":memory:", "C:\\facet.db", "/srv/redis/facet.db"])(
    "is not what %s is",
    (text) => expect(isRedisUrl(text)).toBe(false),
  );

  it("is read again as it was told, whatever it is", () => {
    const port = integer({ min: 1, max: 65_535 });
    const host = domain();
    assert(
      property(array(record({ host, port }), { minLength: 1, maxLength: 5 }), (nodes) => {
        const text = `redis+cluster://${nodes.map((node) => `${node.host}:${node.port}`).join(",")}`;
        const parsed = parseRedisTarget(text);
        expect("target" in parsed && parsed.target.nodes).toEqual(nodes);
        expect("target" in parsed && describeRedisTarget(parsed.target)).toBe(text);
      }),
    );
  });

  it("never makes reading it throw", () => {
    assert(
      property(string(), (text) => {
        expect(Object.keys(parseRedisTarget(`redis://${text}`))).toHaveLength(1);
      }),
    );
  });
});
