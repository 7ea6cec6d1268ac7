/** Kleene's three values. Only `true` matches; `unknown` is neither true nor false. */
export type Truth = true | false | "unknown";
