import type { Condition, SignalTest } from "@facet/engine";
import { authorText } from "./author-text.ts";
import type { Place } from "./scope.ts";
import { resolveSubject } from "./subject.ts";
import { compileTests } from "./signal-tests.ts";

/** Compiles a signal and what stands under it. */
export function compileSignal(name: string, input: unknown, place: Place): Condition {
  const subject = resolveSubject(name, place);
  if (subject === undefined) return { op: "constant", value: false };
  const { tests, orUnknown, instant } = compileTests(input, subject, place);
  const isInstant = subject.type === "instant" || instant === true;
  const signal: SignalTest = {
    op: "signal",
    path: subject.path,
    tests,
    ...(subject.fold ? { fold: true } : {}),
    ...(isInstant ? { instant: true } : {}),
    ...(orUnknown === true ? { orUnknown: true } : {}),
  };
  // Folded, lower-cased and parsed operands no longer show what the author wrote.
  return isInstant || subject.fold || tests.some((test) => test.is === "icontains")
    ? { ...signal, text: `${name}: ${authorText(input)}` }
    : signal;
}
