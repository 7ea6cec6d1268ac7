import { describe, expect, it } from "vitest";
import { isPublicAddress, mayReach } from "../../src/webhooks/public-address.ts";

const PRIVATE = [
  "127.0.0.1",
  "127.1.2.3",
  "0.0.0.0",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.0.8",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "192.88.99.1",
  "::1",
  "::",
  "::7f00:1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:a9fe:a9fe",
  "0:0:0:0:0:ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::1",
  "2002:7f00:1::",
  "2001::1",
  "2001:db8::1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "100::1",
  "0177.0.0.1",
  "0x7f.0.0.1",
  "2130706433",
  "127.1",
  "0x7f000001",
];
const PUBLIC = [
  "8.8.8.8",
  "1.1.1.1",
  "93.184.216.34",
  "172.32.0.1",
  "11.0.0.1",
  "2a00:1450::1",
  "2606:4700::1111",
];

describe("addresses of the public internet", () => {
  it.each(PRIVATE)("refuses %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(PUBLIC)("takes %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(["", "localhost", "example.com", "1.2.3.4:80", "[::1]"])(
    "refuses what is none: %j",
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
      expect(mayReach(text, ["0.0.0.0/0"])).toBe(false);
    },
  );

  it("takes a private one that is named, alone or by its block", () => {
    expect(mayReach("10.1.2.3", ["10.1.0.0/16"])).toBe(true);
    expect(mayReach("10.2.2.3", ["10.1.0.0/16"])).toBe(false);
    expect(mayReach("127.0.0.1", ["127.0.0.1"])).toBe(true);
    expect(mayReach("::ffff:127.0.0.1", ["127.0.0.1"])).toBe(true);
    expect(mayReach("fd00::5", ["fd00::/8"])).toBe(true);
    expect(mayReach("127.0.0.2", ["127.0.0.1", "::1"])).toBe(false);
  });
});
