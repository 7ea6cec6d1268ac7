import type { SignalValue, Signals } from "../context.ts";

type Node = SignalValue | Signals;

const flatKeys = new WeakMap<readonly string[], string>();

/**
 * Finds a signal by its path. Only own properties count, so `__proto__` and `constructor` are absent
 * unless they were sent. A path that leads through a list collects what the list's objects hold
 * there. A path that leads nowhere is also tried as one dotted key at the root.
 *
 * @returns the value, or `undefined` where it is absent; `null` and `NaN` are absent too.
 */
export function lookup(signals: Signals, path: readonly string[]): SignalValue {
  const found = walk(signals, path, 0);
  if (found !== undefined || path.length < 2) return found;
  const key = flatKey(path);
  return Object.hasOwn(signals, key) ? present(signals[key]) : undefined;
}

function walk(root: Node, path: readonly string[], from: number): SignalValue {
  let node: Node = root;
  for (let i = from; i < path.length; i++) {
    if (node === null || typeof node !== "object") return undefined;
    if (Array.isArray(node)) return collect(node, path, i);
    const key = path[i] ?? "";
    if (!Object.hasOwn(node, key)) return undefined;
    node = (node as Signals)[key];
  }
  return present(node);
}

function collect(list: readonly Node[], path: readonly string[], from: number): SignalValue {
  const values: Exclude<SignalValue, undefined>[] = [];
  for (const element of list) {
    const value = walk(element, path, from);
    if (Array.isArray(value)) for (const inner of value) values.push(inner);
    else if (value !== undefined) values.push(value);
  }
  return values.length === 0 && list.length > 0 ? undefined : values;
}

function present(node: Node): SignalValue {
  if (node === null || node === undefined || Number.isNaN(node)) return undefined;
  return node as SignalValue;
}

function flatKey(path: readonly string[]): string {
  let key = flatKeys.get(path);
  if (key === undefined) {
    key = path.join(".");
    flatKeys.set(path, key);
  }
  return key;
}
