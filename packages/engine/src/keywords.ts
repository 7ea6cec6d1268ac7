/** The phrases of keyword lists: what a rule set without any, or an edge without ads, does not load. */
export { loadKeywords } from "./keyword/load-keywords.ts";
export { sealBuffer } from "./keyword/open-buffer.ts";
export { writeSections } from "./keyword/sections.ts";
export type { SectionName, Sections } from "./keyword/sections.ts";
export { MAX_UNIT_BYTES, byteOf, readText, writeText } from "./keyword/text-bytes.ts";
export { writeTexts } from "./keyword/texts.ts";
export type { TextBytes } from "./keyword/texts.ts";
