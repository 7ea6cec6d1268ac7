import { closeSync, fstatSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RulesetArtifact } from "@facet/engine";
import type { CompiledKeywords } from "./facet.ts";
import { createKeywordWorkload } from "./workload.ts";
import type { Query } from "./workload.ts";

const NEW_LINE = 0x0a;

/** What the processes of one size share, in a folder. */
const FILES = {
  phrases: "phrases.txt",
  queries: "queries.json",
  artifact: "artifact.json",
  index: "index.bin",
  texts: "texts.bin",
};

/** Writes the workload, so that every contender reads the same and none pays for making it. */
export function writeWorkload(folder: string, size: number): void {
  const { phrases, createQueries } = createKeywordWorkload(size);
  writeFileSync(join(folder, FILES.phrases), `${phrases.join("\n")}\n`);
  writeFileSync(join(folder, FILES.queries), JSON.stringify(createQueries()));
}

/** Reads the phrases, each into a string of its own: parts of one text would keep all of it. */
export function readPhrases(folder: string): string[] {
  const bytes = readFileSync(join(folder, FILES.phrases));
  const phrases: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(NEW_LINE, start);
    phrases.push(bytes.toString("utf8", start, end));
    start = end + 1;
  }
  return phrases;
}

/** Reads the queries. */
export function readQueries(folder: string): readonly Query[] {
  return JSON.parse(readFileSync(join(folder, FILES.queries), "utf8")) as readonly Query[];
}

/** Writes a compiled rule set and its buffers. */
export function writeCompiled(folder: string, { artifact, buffers }: CompiledKeywords): void {
  writeFileSync(join(folder, FILES.artifact), JSON.stringify(artifact));
  writeFileSync(join(folder, FILES.index), new Uint8Array(buffers.index));
  if (buffers.texts) writeFileSync(join(folder, FILES.texts), new Uint8Array(buffers.texts));
}

/** Reads the compiled rule set, with the texts of its phrases or without. */
export function readCompiled(folder: string, parts: { readonly texts: boolean }): CompiledKeywords {
  const artifact = JSON.parse(
    readFileSync(join(folder, FILES.artifact), "utf8"),
  ) as RulesetArtifact;
  const index = readBuffer(join(folder, FILES.index));
  if (!parts.texts) return { artifact, buffers: { index } };
  return { artifact, buffers: { index, texts: readBuffer(join(folder, FILES.texts)) } };
}

function readBuffer(file: string): ArrayBuffer {
  const descriptor = openSync(file, "r");
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size);
    for (let at = 0; at < bytes.length;) at += readSync(descriptor, bytes, { offset: at });
    return bytes.buffer;
  } finally {
    closeSync(descriptor);
  }
}
