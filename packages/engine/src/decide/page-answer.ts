import type { Decision } from "../decision.ts";

/** The part of a decision that the rules of its page make. */
export type PageAnswer = Pick<Decision, "slots" | "assignments" | "cache">;
