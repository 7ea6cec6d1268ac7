import { type RegexProgram, REGEX_OPCODES } from "@facet/engine";
import { RE2JS } from "re2js";

/** Instructions of re2js, by their `op`; those of RE2 and Go's regexp/syntax. */
const OP = {
  alt: 1,
  altMatch: 2,
  capture: 3,
  emptyWidth: 4,
  fail: 5,
  match: 6,
  nop: 7,
  rune: 8,
  rune1: 9,
  runeAny: 10,
  runeAnyNotNewline: 11,
} as const;

const FOLD_CASE = 1;
const MAX_CODE_POINT = 0x10ffff;

/** One instruction as re2js holds it; its typings leave it open, so it is checked here. */
interface Re2Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  /** A single code point, or pairs of the first and last of a range. */
  readonly runes: readonly number[];
}

/**
 * Takes over the program that re2js made of a pattern: captures and no-ops are left out, letters
 * that ignore case become sets.
 *
 * @throws Error where re2js holds its program in another way than it did.
 */
export function toProgram(regex: RE2JS): RegexProgram {
  const { inst, start } = regex.re2().prog;
  const instructions: readonly Re2Instruction[] = inst.map(parseInstruction);
  const sets = createSets();
  const target = (address: number): number => skip(instructions, address);
  const code = instructions.map((instruction: Re2Instruction) =>
    translate(instruction, { target, sets }),
  );
  return { code, start: target(start), sets: sets.list };
}

interface Translation {
  readonly target: (address: number) => number;
  readonly sets: Sets;
}

function translate(from: Re2Instruction, { target, sets }: Translation): readonly number[] {
  switch (from.op) {
    case OP.alt:
    case OP.altMatch:
      return [REGEX_OPCODES.split, target(from.out), target(from.arg)];
    case OP.emptyWidth:
      return [REGEX_OPCODES.assert, target(from.out), from.arg];
    case OP.match:
      return [REGEX_OPCODES.match];
    // Nothing leads to these: `skip` follows them.
    case OP.capture:
    case OP.nop:
    case OP.fail:
      return [REGEX_OPCODES.fail];
    case OP.rune:
    case OP.rune1:
      return [REGEX_OPCODES.take, target(from.out), sets.add(rangesOf(from))];
    case OP.runeAny:
      return [REGEX_OPCODES.take, target(from.out), sets.add([0, MAX_CODE_POINT])];
    case OP.runeAnyNotNewline:
      return [REGEX_OPCODES.take, target(from.out), sets.add([0, 9, 11, MAX_CODE_POINT])];
    default:
      throw new Error(`re2js made an instruction that is not known: ${from.op}`);
  }
}

function skip(instructions: readonly Re2Instruction[], address: number): number {
  let at = address;
  for (let steps = 0; steps <= instructions.length; steps++) {
    const instruction = instructions[at];
    if (instruction?.op !== OP.capture && instruction?.op !== OP.nop) break;
    at = instruction.out;
  }
  return at;
}

function rangesOf({ runes, arg }: Re2Instruction): readonly number[] {
  const [only] = runes;
  if (runes.length !== 1 || only === undefined) return runes;
  return (arg & FOLD_CASE) === 0 ? [only, only] : caseVariants(only);
}

const variants = new Map<number, readonly number[]>();

/** The code points that are the same letter, as ranges; re2js tells them in a set of characters. */
function caseVariants(codePoint: number): readonly number[] {
  let known = variants.get(codePoint);
  if (known === undefined) {
    // A second member keeps the set from being simplified back into one letter.
    const set = `(?i)[\\x{${codePoint.toString(16)}}\\x{${MAX_CODE_POINT.toString(16)}}]`;
    const { inst } = RE2JS.compile(set).re2().prog;
    const { runes } = parseInstruction(inst[1]);
    known = runes.slice(0, -2);
    variants.set(codePoint, known);
  }
  return known;
}

interface Sets {
  readonly list: readonly (readonly number[])[];
  /** Number of an equal set, which is kept once. */
  add(ranges: readonly number[]): number;
}

function createSets(): Sets {
  const list: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    add(ranges) {
      const key = ranges.join();
      let number = numbers.get(key);
      if (number === undefined) {
        number = list.push(ranges) - 1;
        numbers.set(key, number);
      }
      return number;
    },
  };
}

function parseInstruction(value: unknown): Re2Instruction {
  const { op, out, arg, runes } = value as Record<string, unknown>;
  if (typeof op !== "number" || typeof out !== "number" || typeof arg !== "number") {
    throw new TypeError("re2js holds its programs in another way than it did");
  }
  return { op, out, arg, runes: runes instanceof Int32Array ? [...runes] : [] };
}
