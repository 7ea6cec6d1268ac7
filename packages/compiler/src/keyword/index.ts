export { createKeywordBuilder } from "./keyword-builder.ts";
export type { AddedKeyword, BuiltList, KeywordBuilder, PhraseFacts } from "./keyword-builder.ts";
export { readKeyword } from "./read-keyword.ts";
export type { KeywordPhrase, KeywordSource } from "./read-keyword.ts";
export { readMinusPhrases } from "./read-minus.ts";
export type { MinusSource } from "./read-minus.ts";
export { tryKeyword } from "./try-keyword.ts";
export type { KeywordTrial, TrialResult } from "./try-keyword.ts";
export type { BuiltKeywords } from "./write-keywords.ts";
