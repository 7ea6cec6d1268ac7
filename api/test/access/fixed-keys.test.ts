import { describe, expect, it } from "vitest";
import { parseFixedKeys } from "../../src/access/fixed-keys.ts";

const SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

describe("keys of the environment", () => {
  it("are read by their hashes", () => {
    const text = JSON.stringify([
      { site: "okna", kind: "secret", sha256: SHA },
      {
        site: "okna",
        kind: "publishable",
        sha256: SHA,
        origins: ["https://OKNA.example/"],
        label: "x",
      },
    ]);
    expect(parseFixedKeys(text)).toEqual({
      keys: [
        { id: "key_ba7816bf8f01", site: "okna", kind: "secret", hash: SHA, origins: [] },
        {
          id: "key_ba7816bf8f01",
          site: "okna",
          kind: "publishable",
          hash: SHA,
          origins: ["https://okna.example"],
          label: "x",
        },
      ],
    });
  });

  it.each([
    ["", /expected a JSON list/u],
    ["{", /expected a JSON list/u],
    ["{}", /expected a JSON list/u],
    ["sk_abc", /expected a JSON list/u],
    [
      '[{"site":"okna","kind":"admin","sha256":"x"}]',
      /\$\[0\]\.kind: .*; \$\[0\]\.sha256: expected the SHA-256/u,
    ],
    [`[{"site":"okna","kind":"secret","key":"sk_x","sha256":"${SHA}"}]`, /key/u],
    [
      `[{"site":"okna","kind":"publishable","sha256":"${SHA}","origins":["*"]}]`,
      /\$\[0\]\.origins\[0\]: expected an origin/u,
    ],
  ])("are refused with every mistake: %s", (text, mistake) => {
    const read = parseFixedKeys(text);
    expect("mistakes" in read && read.mistakes.join("; ")).toMatch(mistake);
  });
});
