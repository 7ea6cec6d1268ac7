import { compileRules } from "./compile-rules.ts";
import type { CompileResult } from "./compile-rules.ts";
import { readRulesFolder } from "./load/folder.ts";
import type { RuleFiles } from "./load/index.ts";
import { loadRussianDictionary } from "./morphology/index.ts";

/** Reads and compiles a rules folder, with the dictionary of word forms where it is installed. */
export async function compileRulesFolder(folder: string): Promise<CompileResult> {
  return compileRuleFiles(await readRulesFolder(folder));
}

/** Compiles the files of a rules folder, with the dictionary of word forms where it is installed. */
export async function compileRuleFiles(files: RuleFiles): Promise<CompileResult> {
  // The dictionary takes a while to load, and is for the phrases of tables alone.
  const hasTables = [...files.keys()].some((file) => /\.(csv|tsv|xlsx)$/i.test(file));
  if (!hasTables) return compileRules(files);
  return compileRules(files, { dictionary: (await loadRussianDictionary()) ?? "missing" });
}
