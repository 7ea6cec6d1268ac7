/** Kleene's three values. Only `true` matches; `unknown` is neither true nor false. */
export type Truth = true | false | "unknown";

/** Kleene's not: unknown stays unknown. */
export function negate(value: Truth): Truth {
  return value === "unknown" ? "unknown" : !value;
}

/** Kleene's and: false as soon as one side is false. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === true ? b : a;
}

/** Kleene's or: true as soon as one side is true. */
export function either(a: Truth, b: Truth): Truth {
  if (a === true || b === true) return true;
  return a === false ? b : a;
}
