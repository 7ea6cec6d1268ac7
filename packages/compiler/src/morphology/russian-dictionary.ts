import { fold } from "@facet/engine";
import { importAz } from "./az.ts";
import type { Parse, Settings } from "./az.ts";
import type { Dictionary, Lexeme } from "./dictionary.ts";

const SETTINGS: Settings = { ignoreCase: true, replacements: { е: "ё" }, stutter: 0, typos: 0 };

// Names of people and abbreviations are spelled like too many words: Столов, Окна; «в» for век.
const SKIPPED = ["Name", "Surn", "Patr", "Init", "Abbr"] as const;

let loading: Promise<Dictionary | undefined> | undefined;

/**
 * Loads the Russian dictionary (OpenCorpora's, as the package `az` brings it) once for the process;
 * it stays in memory, about 60 MB.
 *
 * @returns `undefined` where the package is not installed.
 * @throws Error where it is installed and cannot be loaded.
 */
export async function loadRussianDictionary(): Promise<Dictionary | undefined> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Dictionary | undefined> {
  const az = await importAz();
  if (!az) return undefined;
  await new Promise<void>((resolve, reject) => {
    az.Morph.init((error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  return createDictionary((form) => az.Morph.Parsers.Dictionary(form, SETTINGS));
}

function createDictionary(parse: (form: string) => readonly Parse[]): Dictionary {
  return {
    lookup(form) {
      const lexemes = new Map<string, Lexeme>();
      for (const reading of parse(form)) {
        if (SKIPPED.some((name) => reading.tag[name] === true)) continue;
        const id = `${reading.paradigmIdx}:${reading.base()}`;
        if (!lexemes.has(id)) lexemes.set(id, { id, forms: () => formsOf(reading) });
      }
      return [...lexemes.values()];
    },
  };
}

function* formsOf(reading: Parse): Generator<string> {
  for (let i = 0; i < reading.formCnt; i++) {
    const { word, tag } = reading.inflect(i);
    if (tag["Abbr"] !== true) yield fold(word);
  }
}
