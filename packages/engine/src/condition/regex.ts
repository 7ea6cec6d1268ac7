import type { RegexProgram } from "./condition.ts";

/** First numbers of the instructions of a {@link RegexProgram}. */
export const REGEX_OPCODES = { match: 0, fail: 1, split: 2, assert: 3, take: 4 } as const;

/** Bits of the empty-width flags, as in RE2. */
export const REGEX_ASSERTIONS = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

/** Counts the work of a search, for tests of its growth. */
export interface RegexEffort {
  /** Instructions visited. */
  steps: number;
}

/** A program with the memory that running it takes. */
interface Machine {
  readonly program: RegexProgram;
  /** Can only match at the start of the text. */
  readonly anchored: boolean;
  /** Round in which an address was last visited. */
  readonly seen: Uint32Array;
  /** Addresses to visit, as a stack. */
  readonly pending: Uint32Array;
  /** Addresses of the instructions that wait for a character. */
  readonly here: Uint32Array;
  /** Addresses at which the taken characters go on. */
  readonly next: Uint32Array;
  round: number;
}

const { beginLine, endLine, beginText, endText, wordBoundary, noWordBoundary } = REGEX_ASSERTIONS;
const NEWLINE = 10;
const MAX_ROUND = 0xffff_fffe;

const machines = new WeakMap<RegexProgram, Machine>();

/**
 * Tells whether a regular expression matches anywhere in a text. All ways through the pattern are
 * followed at once, so the time is at most the size of the program times the length of the text.
 *
 * @param effort is told how many instructions the search visited.
 * @see https://swtch.com/~rsc/regexp/regexp2.html
 */
export function matchesRegex(program: RegexProgram, text: string, effort?: RegexEffort): boolean {
  const machine = machineFor(program);
  let going = 0;
  let previous = -1;
  for (let at = 0; ;) {
    const current = text.codePointAt(at) ?? -1;
    const waiting = enter(machine, going, flagsBetween(previous, current), effort);
    if (waiting < 0) return true;
    if (current < 0 || (machine.anchored && waiting === 0)) return false;
    going = take(machine, waiting, current);
    previous = current;
    at += current > 0xffff ? 2 : 1;
  }
}

/**
 * Follows everything that needs no character, from the start of the program and from the first
 * `going` addresses in `next`, and fills `here`.
 *
 * @returns how many instructions wait for a character, or -1 where the pattern has matched.
 */
function enter(
  machine: Machine,
  going: number,
  flags: number,
  effort: RegexEffort | undefined,
): number {
  const { program, seen, pending, here, next } = machine;
  const round = nextRound(machine);
  let depth = 0;
  if (!machine.anchored || (flags & beginText) !== 0) pending[depth++] = program.start;
  for (let i = 0; i < going; i++) pending[depth++] = next[i] ?? 0;
  let waiting = 0;
  while (depth > 0) {
    const address = pending[--depth] ?? 0;
    if (seen[address] === round) continue;
    seen[address] = round;
    if (effort) effort.steps++;
    const instruction = program.code[address];
    switch (instruction?.[0]) {
      case REGEX_OPCODES.match:
        return -1;
      case REGEX_OPCODES.split:
        pending[depth++] = instruction[2] ?? 0;
        pending[depth++] = instruction[1] ?? 0;
        break;
      case REGEX_OPCODES.assert: {
        const needed = instruction[2] ?? 0;
        if ((needed & flags) === needed) pending[depth++] = instruction[1] ?? 0;
        break;
      }
      case REGEX_OPCODES.take:
        here[waiting++] = address;
        break;
    }
  }
  return waiting;
}

/** Moves the instructions in `here` that take the character on to `next`; returns how many do. */
function take(machine: Machine, waiting: number, codePoint: number): number {
  const { program, here, next } = machine;
  let count = 0;
  for (let i = 0; i < waiting; i++) {
    const instruction = program.code[here[i] ?? 0];
    const set = program.sets[instruction?.[2] ?? -1];
    if (set && contains(set, codePoint)) next[count++] = instruction?.[1] ?? 0;
  }
  return count;
}

/** Whether a code point lies in one of ascending ranges. */
function contains(set: readonly number[], codePoint: number): boolean {
  let low = 0;
  let high = set.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[2 * middle + 1] ?? 0) < codePoint) low = middle + 1;
    else high = middle;
  }
  return codePoint >= (set[2 * low] ?? Infinity);
}

/** What holds between two code points; -1 stands for an end of the text. */
function flagsBetween(previous: number, current: number): number {
  let flags: number = isWord(previous) === isWord(current) ? noWordBoundary : wordBoundary;
  if (previous < 0) flags |= beginText | beginLine;
  else if (previous === NEWLINE) flags |= beginLine;
  if (current < 0) flags |= endText | endLine;
  else if (current === NEWLINE) flags |= endLine;
  return flags;
}

function isWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f
  );
}

function nextRound(machine: Machine): number {
  if (machine.round >= MAX_ROUND) {
    machine.seen.fill(0);
    machine.round = 0;
  }
  machine.round++;
  return machine.round;
}

function machineFor(program: RegexProgram): Machine {
  let machine = machines.get(program);
  if (machine === undefined) {
    const size = program.code.length;
    machine = {
      program,
      anchored: isAnchored(program),
      seen: new Uint32Array(size),
      // Every visit pushes at most two addresses, and the round starts with one more than the size.
      pending: new Uint32Array(3 * size + 1),
      here: new Uint32Array(size),
      next: new Uint32Array(size),
      round: 0,
    };
    machines.set(program, machine);
  }
  return machine;
}

/** Whether every way into the program asks for the start of the text first. */
function isAnchored(program: RegexProgram): boolean {
  const seen = new Set<number>();
  const pending = [program.start];
  for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
    if (seen.has(address)) continue;
    seen.add(address);
    const [opcode, next = 0, other = 0] = program.code[address] ?? [REGEX_OPCODES.fail];
    if (opcode === REGEX_OPCODES.match || opcode === REGEX_OPCODES.take) return false;
    if (opcode === REGEX_OPCODES.split) pending.push(next, other);
    if (opcode === REGEX_OPCODES.assert && (other & beginText) === 0) {
      pending.push(next);
    }
  }
  return true;
}
