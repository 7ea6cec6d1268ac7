import { TableError } from "../tabular/table-error.ts";
import { MAX_SHARED_LENGTH } from "./limits.ts";
import { createXmlReader } from "./xml.ts";

/**
 * Reads the texts that the cells of a workbook share (ECMA-376, 18.4), formatted runs joined.
 *
 * @throws TableError `too-large` where they are more than 100 million characters.
 */
export function readSharedStrings(pieces: Iterable<string>): readonly string[] {
  const texts: string[] = [];
  const text = createTextCollector();
  let total = 0;
  const reader = createXmlReader({
    open(name) {
      if (name === "si") text.start();
      else text.open(name);
    },
    close(name) {
      text.close(name);
      if (name !== "si") return;
      const found = text.take();
      total += found.length;
      if (total > MAX_SHARED_LENGTH) {
        throw new TableError("the workbook holds too much text to be read; save the table as CSV", {
          code: "too-large",
        });
      }
      texts.push(found);
    },
    text: text.add,
  });
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return texts;
}

/** Collects the text of `<t>` elements, all but phonetic hints. */
export interface TextCollector {
  start(): void;
  open(name: string): void;
  close(name: string): void;
  add(text: string): void;
  /** The text since `start`. */
  take(): string;
}

/** Makes a collector for the text of one shared string or one cell after another. */
export function createTextCollector(): TextCollector {
  let collected = "";
  let isText = false;
  let isPhonetic = false;
  return {
    start() {
      collected = "";
    },
    open(name) {
      if (name === "t") isText = !isPhonetic;
      else if (name === "rPh") isPhonetic = true;
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") isPhonetic = false;
    },
    add(text) {
      if (isText) collected += text;
    },
    take: () => unescape(collected),
  };
}

/** Control characters stand in workbooks as `_x000D_` (ECMA-376, 22.9.2.19). */
function unescape(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
