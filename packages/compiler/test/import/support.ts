import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { importKeywords, openListFolder } from "../../src/import/index.ts";
import type { ImportOptions, ImportReport } from "../../src/import/index.ts";

/** Files to import, by name. */
export type TestFiles = Readonly<Record<string, string | Uint8Array>>;

/** A folder of lists for a test. */
export interface TestFolder {
  readonly path: string;
  import(files: TestFiles, options?: Partial<ImportOptions>): Promise<ImportReport>;
  /** Text of a file in the folder. */
  read(name: string): string;
  write(name: string, text: string | Uint8Array): void;
  /** All files and their bytes, as text. */
  all(): Readonly<Record<string, string>>;
}

/** Makes an empty folder that is taken away after the tests. */
export function createTestFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), "facet-lists-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    import: (files, options = {}) =>
      importKeywords({
        files: Object.entries(files).map(toFile),
        folder: openListFolder(path),
        ...options,
      }),
    read: (name) => readFileSync(join(path, name), "utf8"),
    write: (name, text) => writeFileSync(join(path, name), text),
    all: () =>
      Object.fromEntries(
        readdirSync(path).map((name) => [name, readFileSync(join(path, name), "latin1")]),
      ),
  };
}

function toFile([name, content]: readonly [string, string | Uint8Array]) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    // Small chunks: what is read must not depend on where they end.
    async *read() {
      for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
    },
  };
}

/** Encodes a text as windows-1251, as Direct Commander saves it. */
export function toWindows1251(text: string): Uint8Array {
  const decoder = new TextDecoder("windows-1251");
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  );
  return Uint8Array.from(text, (letter) => codes.get(letter) ?? 0x3f);
}

/** Encodes a text as UTF-16, little endian, with its mark, as Google Ads Editor saves it. */
export function toUtf16(text: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(text, "utf16le")]);
}
