import { ISSUES } from "./issues.ts";
import type { ParsedPhrase, PhraseIssue, Piece, Reading } from "./piece.ts";

/** Most ways in which one phrase is written out. */
export const MAX_READINGS = 256;

/** Longest phrase, in characters, as Yandex Direct has it. */
const MAX_LENGTH = 4_096;

const MAX_DEPTH = 8;

/** Which operators a phrase may have; `!`, `+` and `-` before a word are always read. */
export interface PhraseSyntax {
  /** `"…"`, `[…]` and `(…|…)` too; else they only separate words. */
  readonly grouping: boolean;
}

/**
 * Takes a phrase with the operators of Yandex Direct apart: `!w`, `+w`, `-w`, `"a b"`, `[a b]`,
 * `(a|b)` in any combination. Never fails: what is left open counts as closed at the end, and
 * `issues` says so.
 */
export function parsePhrase(text: string, { grouping }: PhraseSyntax): ParsedPhrase {
  const parser: Parser = {
    text: text.slice(0, MAX_LENGTH),
    grouping,
    at: 0,
    brackets: 0,
    minus: [],
    issues: new Set(),
  };
  if (text.length > MAX_LENGTH) parser.issues.add(ISSUES.tooLong);
  const { sequences, quotes } = parseSequence(parser, TOP);
  if (quotes === "some") parser.issues.add(ISSUES.partlyQuoted);
  return {
    readings: sequences.map((pieces) => ({ pieces, quoted: quotes === "all" })),
    minus: parser.minus,
    issues: [...parser.issues],
  };
}

interface Parser {
  readonly text: string;
  readonly grouping: boolean;
  at: number;
  /** Pairs of square brackets so far. */
  brackets: number;
  readonly minus: Reading[];
  readonly issues: Set<PhraseIssue>;
}

/** Where a sequence stands. */
interface Place {
  /** Characters that end it. */
  readonly closers: string;
  readonly depth: number;
  readonly bracket?: number;
}

const TOP: Place = { closers: "", depth: 0 };

type Sequences = readonly (readonly Piece[])[];

interface Parsed {
  readonly sequences: Sequences;
  /** Which of the words stand in quotes. */
  readonly quotes: "none" | "some" | "all";
}

/** Operators before a word or a group. */
interface Prefix {
  readonly minus: boolean;
  readonly fixed: boolean;
  readonly kept: boolean;
}

const SPACE = /[\s«»“”„]/u;
const GROUPING: ReadonlySet<string> = new Set('"[]()|');
/** Letters of Cyrillic and the like: no sign among them means anything. */
const FIRST_LETTER = "\u0400";
const LAST_LETTER = "\u052f";

/** Reads up to one of the closers, which is left for the caller, or to the end. */
function parseSequence(parser: Parser, place: Place): Parsed {
  let sequences: Piece[][] = [[]];
  let quoted = 0;
  let bare = 0;
  while (parser.at < parser.text.length) {
    const character = parser.text.charAt(parser.at);
    if (isSpace(parser, character)) parser.at += 1;
    else if (place.closers.includes(character)) break;
    else if (")]|".includes(character)) skip(parser, ISSUES.stray);
    else {
      const prefix = readPrefix(parser);
      const isQuote = parser.grouping && parser.text.charAt(parser.at) === '"';
      const item = withPrefix(parseItem(parser, place), prefix);
      if (prefix.minus) addMinus(parser, item, isQuote);
      else {
        sequences = join(parser, sequences, item);
        if (item.every((pieces) => pieces.length === 0)) continue;
        if (isQuote) quoted += 1;
        else bare += 1;
      }
    }
  }
  return { sequences, quotes: quoted === 0 ? "none" : bare === 0 && quoted === 1 ? "all" : "some" };
}

function isSpace({ grouping }: Parser, character: string): boolean {
  if (character >= FIRST_LETTER && character <= LAST_LETTER) return false;
  return SPACE.test(character) || (!grouping && GROUPING.has(character));
}

function skip(parser: Parser, issue: PhraseIssue): void {
  parser.issues.add(issue);
  parser.at += 1;
}

function readPrefix(parser: Parser): Prefix {
  const prefix = { minus: false, fixed: false, kept: false };
  for (; ; parser.at += 1) {
    const character = parser.text.charAt(parser.at);
    if (character === "-") prefix.minus = true;
    else if (character === "!") prefix.fixed = true;
    else if (character === "+") prefix.kept = true;
    else return prefix;
  }
}

function withPrefix(sequences: Sequences, { fixed, kept }: Prefix): Sequences {
  if (!fixed && !kept) return sequences;
  return sequences.map((pieces) =>
    pieces.map((piece) => ({ ...piece, fixed: piece.fixed || fixed, kept: piece.kept || kept })),
  );
}

/** A word or a group; an operator with nothing behind it is one without words. */
function parseItem(parser: Parser, place: Place): Sequences {
  const character = parser.text.charAt(parser.at);
  if (parser.grouping) {
    if (character === '"') return parseQuoted(parser, place);
    if (character === "[" || character === "(") return parseGroup(parser, place, character);
  }
  const start = parser.at;
  while (parser.at < parser.text.length && !endsWord(parser.text.charAt(parser.at))) parser.at += 1;
  const text = parser.text.slice(start, parser.at);
  if (text === "") return [[]];
  const { bracket } = place;
  return [[{ text, fixed: false, kept: false, ...(bracket === undefined ? {} : { bracket }) }]];
}

function endsWord(character: string): boolean {
  if (character >= FIRST_LETTER && character <= LAST_LETTER) return false;
  return GROUPING.has(character) || SPACE.test(character);
}

function parseQuoted(parser: Parser, { depth }: Place): Sequences {
  if (depth > 0) {
    skip(parser, ISSUES.stray);
    return [[]];
  }
  parser.at += 1;
  const { sequences } = parseSequence(parser, { closers: '"', depth: 1 });
  close(parser);
  return sequences;
}

function parseGroup(parser: Parser, { depth, bracket }: Place, opener: "[" | "("): Sequences {
  if (depth >= MAX_DEPTH) {
    skip(parser, ISSUES.nested);
    return [[]];
  }
  parser.at += 1;
  const isOrdered = opener === "[";
  const own = bracket ?? (isOrdered ? (parser.brackets += 1) : undefined);
  const place = {
    closers: isOrdered ? "]" : "|)",
    depth: depth + 1,
    ...(own === undefined ? {} : { bracket: own }),
  };
  const alternatives = [...parseSequence(parser, place).sequences];
  while (parser.text.charAt(parser.at) === "|") {
    parser.at += 1;
    alternatives.push(...parseSequence(parser, place).sequences);
  }
  close(parser);
  if (alternatives.length > MAX_READINGS) parser.issues.add(ISSUES.alternatives);
  return alternatives.slice(0, MAX_READINGS);
}

function close(parser: Parser): void {
  if (parser.at >= parser.text.length) parser.issues.add(ISSUES.unclosed);
  parser.at += 1;
}

function addMinus(parser: Parser, sequences: Sequences, quoted: boolean): void {
  for (const pieces of sequences) if (pieces.length > 0) parser.minus.push({ pieces, quoted });
}

/**
 * Every way to go on: each sequence with each alternative behind it. Where that would be too many,
 * the first alternative stands for all. A single one is added in place, so that a long phrase is read
 * in linear time.
 */
function join(parser: Parser, sequences: Piece[][], item: Sequences): Piece[][] {
  const isTooMany = sequences.length * item.length > MAX_READINGS;
  if (isTooMany) parser.issues.add(ISSUES.alternatives);
  const [first = []] = item;
  if (item.length > 1 && !isTooMany) {
    return sequences.flatMap((before) => item.map((pieces) => [...before, ...pieces]));
  }
  for (const before of sequences) before.push(...first);
  return sequences;
}
