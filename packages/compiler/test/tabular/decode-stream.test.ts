import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTableStream } from "../../src/tabular/index.ts";
import { chunked, utf16le, windows1251 } from "./bytes.ts";

async function decode(bytes: Uint8Array, size = bytes.length): Promise<string> {
  let text = "";
  for await (const part of decodeTableStream(chunked(bytes, size))) text += part;
  return text;
}

const RUSSIAN = "Поисковый запрос;Клики\nокна пвх;5\n";

describe("a table that is decoded as it comes", () => {
  it.each([
    ["UTF-8", new TextEncoder().encode(RUSSIAN)],
    ["UTF-8 with a byte order mark", new TextEncoder().encode(`\uFEFF${RUSSIAN}`)],
    ["windows-1251", windows1251(RUSSIAN)],
    ["UTF-16 with a byte order mark", utf16le(`\uFEFF${RUSSIAN}`)],
    ["UTF-16 without one, in Latin", utf16le("Search term,Clicks\nwindows,5\n")],
  ])("is read as %s", async (name, bytes) => {
    const text = name.includes("Latin") ? "Search term,Clicks\nwindows,5\n" : RUSSIAN;
    for (const size of [1, 2, 3, 7, bytes.length]) expect(await decode(bytes, size)).toBe(text);
  });

  it("is windows-1251 where the first Cyrillic letter comes after megabytes of ASCII", async () => {
    const head = "a,1\n".repeat(300_000);
    const bytes = new Uint8Array([...new TextEncoder().encode(head), ...windows1251("окна,2\n")]);
    expect((await decode(bytes, 65_536)).slice(head.length)).toBe("окна,2\n");
  });

  it("is windows-1251 where its only letter is the last byte and could begin a UTF-8 character", async () => {
    expect(await decode(windows1251("a,Р"))).toBe("a,Р");
  });

  it("is refused where it begins as UTF-8 and later is none", async () => {
    const begin = new TextEncoder().encode("окна\n".repeat(20_000));
    const bytes = new Uint8Array([...begin, 0xff, 0xfe, 0x80]);
    await expect(decode(bytes, 10_000)).rejects.toThrow(/save it again as CSV UTF-8/);
  });

  it("is the same however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const bytes = new TextEncoder().encode(`x${text}`);
          expect(await decode(bytes, size)).toBe(await decode(bytes));
        },
      ),
      { numRuns: 100 },
    );
  });
});
