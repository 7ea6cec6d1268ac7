/** What decisions depend on: how they may be cached, and what a variation code stands for. */
export { describeCache } from "./cachekey/describe-cache.ts";
export type { Decided } from "./cachekey/describe-cache.ts";
export { fromCode } from "./cachekey/from-code.ts";
export type { CodedPage } from "./cachekey/from-code.ts";
export { describePage } from "./cachekey/describe-page.ts";
export type { PageInputs } from "./cachekey/describe-page.ts";
export { createMemo } from "./cachekey/memo.ts";
export type { AnswerStore, Memo } from "./cachekey/memo.ts";
export type { PageAnswer } from "./decide/page-answer.ts";
export { createPageCodes } from "./cachekey/page-codes.ts";
export type { CountedCode, PageCodes } from "./cachekey/page-codes.ts";
export { slotOutcomes } from "./cachekey/slot-outcomes.ts";
export type { SlotOutcomes } from "./cachekey/slot-outcomes.ts";
