import { describe, expect, it } from "vitest";
import { findDelimiter, streamRecords, TableError } from "../../src/tabular/index.ts";
import type { StreamedRecord } from "../../src/tabular/index.ts";

async function* texts(...parts: string[]): AsyncGenerator<string> {
  yield* parts;
}

async function read(delimiter: string, ...parts: string[]): Promise<readonly StreamedRecord[]> {
  const records: StreamedRecord[] = [];
  for await (const record of streamRecords(texts(...parts), delimiter)) records.push(record);
  return records;
}

describe("records of a stream", () => {
  it("know their row, hold quoted separators and line breaks, and may be cut anywhere", async () => {
    const whole = 'a,b\r\n"x, ""y""","1\n2"\r\n\r\nlast,1';
    const expected = [
      { cells: ["a", "b"], row: 1 },
      { cells: ['x, "y"', "1\n2"], row: 2 },
      { cells: [""], row: 3 },
      { cells: ["last", "1"], row: 4 },
    ];
    expect(await read(",", whole)).toEqual(expected);
    expect(await read(",", ...whole)).toEqual(expected);
  });

  it("take a quote inside a cell as it is", async () => {
    expect(await read("\t", 'окна 24" дешево\t5')).toEqual([
      { cells: ['окна 24" дешево', "5"], row: 1 },
    ]);
  });

  it.each([
    ["a NUL character", "a,b\nx\0y,1", "nul", 2],
    ["a quote that is never closed", 'a,b\n1,2\n"x,1', "quote", 3],
    ["a cell of a million characters", `a,b\n${"x".repeat(1_100_000)},1`, "too-long", 2],
  ])("end at %s, with the row", async (_, text, code, row) => {
    const error: unknown = await read(",", text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TableError);
    expect(error).toMatchObject({ code, row });
  });

  it("pass on what goes wrong where they come from", async () => {
    async function* broken(): AsyncGenerator<string> {
      yield "a,b\n";
      throw new Error("the disk is gone");
    }
    const reading = async () => {
      for await (const record of streamRecords(broken(), ",")) expect(record.row).toBe(1);
    };
    await expect(reading()).rejects.toThrow("the disk is gone");
  });

  it("let go of their source when nobody wants more", async () => {
    let isOpen = true;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) yield "a,b\n".repeat(1_000);
      } finally {
        isOpen = false;
      }
    }
    for await (const { row } of streamRecords(endless(), ",")) if (row === 3) break;
    expect(isOpen).toBe(false);
  });
});

describe("the delimiter", () => {
  const isKnown = (cell: string) => ["term", "clicks", "cost"].includes(cell);

  it("is the one that finds known names, below title lines too", () => {
    expect(findDelimiter("Report, for you, and me\n1,2\nterm;clicks;cost\n", { isKnown })).toBe(
      ";",
    );
    expect(findDelimiter("term\tclicks\tcost", { isKnown })).toBe("\t");
  });

  it("is the fallback where there is no known name", () => {
    expect(findDelimiter("x,y", { isKnown, fallback: "," })).toBe(",");
  });
});
