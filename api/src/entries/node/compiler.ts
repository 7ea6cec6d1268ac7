import { compileRuleFiles, compileRulesFolder } from "@facet/compiler";
import type { Lint } from "../../ports.ts";
import type { CompiledRules } from "../../rulesets/source.ts";

/** Makes what reads and compiles a rules folder as it is now. */
export function createCompile(folder: string): () => Promise<CompiledRules> {
  return () => compileRulesFolder(folder);
}

/** Lists the problems of rule files. */
export const lint: Lint = async (files) => (await compileRuleFiles(files)).problems;
