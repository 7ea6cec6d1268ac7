import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress } from "../src/trusted-address.ts";
import { parseAddress } from "../src/address.ts";

describe("parseAddress", () => {
  test.each([
    ["5.255.255.5", "5.255.255.5"],
    [" 5.255.255.5 ", "5.255.255.5"],
    ["5.255.255.5:443", "5.255.255.5"],
    ["::ffff:5.255.255.5", "5.255.255.5"],
    ["::FFFF:05ff:ff05", "5.255.255.5"],
    ["0:0:0:0:0:ffff:5.255.255.5", "5.255.255.5"],
    ["2a02:6b8::feed:ff", "2a02:6b8::feed:ff"],
    ["[2A02:6B8::1]:443", "2a02:6b8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ['"[::1]"', "::1"],
    ["::", "::"],
  ])("reads %s as %s", (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });

  test.each([
    "",
    "unknown",
    "_hidden",
    "999.1.1.1",
    "1.2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "g::1",
    "\u0000",
  ])("refuses %j", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test("reads every address it is given, and nothing twice", () => {
    fc.assert(fc.property(fc.ipV4(), (ip) => parseAddress(ip) === ip));
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const address = parseAddress(ip);
        expect(address).toBeDefined();
        expect(parseAddress(address ?? "")).toBe(address);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseAddress(text)));
  });
});

describe("clientAddress", () => {
  const forwardedFor = "6.6.6.6, 5.5.5.5, 10.0.0.2";

  test("does not read the header without trusted hops", () => {
    expect(clientAddress({ peer: "10.0.0.1", forwardedFor, trustedHops: 0 })).toBe("10.0.0.1");
  });

  test("counts trusted hops from the right: what the visitor wrote himself is not believed", () => {
    expect(clientAddress({ peer: "10.0.0.1", forwardedFor, trustedHops: 1 })).toBe("10.0.0.2");
    expect(clientAddress({ peer: "10.0.0.1", forwardedFor, trustedHops: 2 })).toBe("5.5.5.5");
  });

  test("takes what there is where the chain is shorter than it should be, or broken", () => {
    expect(clientAddress({ peer: "10.0.0.1", forwardedFor: "5.5.5.5", trustedHops: 2 })).toBe(
      "5.5.5.5",
    );
    expect(clientAddress({ peer: "::ffff:10.0.0.1", forwardedFor: "junk", trustedHops: 1 })).toBe(
      "10.0.0.1",
    );
    expect(clientAddress({ peer: "10.0.0.1", trustedHops: 1 })).toBe("10.0.0.1");
    expect(clientAddress({ trustedHops: 0 })).toBeUndefined();
  });
});
