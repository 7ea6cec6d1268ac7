// oxlint-disable-next-line typescript/triple-slash-reference -- programs that only import this file have to find the types
/// <reference path="./saxen.d.ts" />
import { Parser } from "saxen";
import { TableError } from "../tabular/table-error.ts";

/** What an XML text is made of, as far as workbooks use it. */
export interface XmlHandlers {
  /** @param name Without its namespace's prefix. */
  readonly open?: (name: string, attributes: () => XmlAttributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Attributes of a tag, entities decoded, by name with its prefix. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** Reads an XML text that comes in pieces. */
export interface XmlReader {
  write(piece: string): void;
  end(): void;
}

/** Most characters between two tags: what is longer is no workbook, and would be read again and again. */
const MAX_TOKEN_LENGTH = 2_000_000;

/**
 * Makes a reader that calls the handlers as tags and texts come. Document types and the entities
 * they define are passed over.
 *
 * @throws TableError `workbook` from `write` and `end` where the text is no well-formed XML.
 */
export function createXmlReader({ open, close, text }: XmlHandlers): XmlReader {
  let pending = 0;
  const parser = new Parser()
    .on("error", (cause) => {
      throw cause instanceof TableError ? cause : notXml(cause);
    })
    .on("openTag", (name, attributes) => {
      pending = 0;
      open?.(localName(name), () => attributes() || {});
    })
    .on("closeTag", (name) => {
      pending = 0;
      close?.(localName(name));
    })
    .on("text", (raw) => text?.(decodeEntities(raw)))
    .on("cdata", (raw) => text?.(raw));
  return {
    write(piece) {
      pending += piece.length;
      parser.write(piece);
      if (pending > MAX_TOKEN_LENGTH + piece.length) throw notXml();
    },
    end() {
      parser.end();
    },
  };
}

/** Decodes the entities that XML has of itself, and numbered characters. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED.get(String(name).toLowerCase()) ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function notXml(cause?: Error): TableError {
  return new TableError(
    "the workbook is broken inside; open it in a spreadsheet program and save it again",
    {
      code: "workbook",
      cause,
    },
  );
}
