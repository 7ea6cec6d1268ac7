import type { KeywordBuffers, RulesetArtifact } from "@facet/engine";
import { compilePersonas, compileTests } from "./compile/examples.ts";
import { revisionOf } from "./compile/hash.ts";
import { compileRuleset } from "./compile/compile-ruleset.ts";
import { lint } from "./lint/lint.ts";
import { parseRules } from "./load/index.ts";
import type { RuleFiles } from "./load/index.ts";
import { reportMissingDictionary } from "./compile/keyword-dictionary.ts";
import type { Dictionary } from "./morphology/index.ts";
import type { Problem } from "./problem.ts";
import { sortProblems } from "./sort-problems.ts";
import type { Persona, RuleTest } from "./tester/index.ts";

/** What became of a rules folder. */
export interface CompileResult {
  /** The compiled rule set; absent where any problem is an error. */
  readonly artifact?: RulesetArtifact;
  /** What goes with the artifact; absent too where there are no phrases. */
  readonly buffers?: Required<KeywordBuffers>;
  /** All problems of the run, by file, line and column. */
  readonly problems: readonly Problem[];
  /** Rule tests, with the personas they start from laid under them. */
  readonly tests: readonly RuleTest[];
  readonly personas: readonly Persona[];
}

/** What a rules folder is compiled with. */
export interface CompileOptions {
  /**
   * Russian word forms for keyword lists. Absent: they are guessed from the endings of words;
   * `missing`: so, with a warning.
   */
  readonly dictionary?: Dictionary | "missing" | undefined;
}

/**
 * Compiles a rules folder: reads its files, checks them one by one and against each other, and
 * writes the rule set that the engine loads. Never throws on any content of the files.
 *
 * @param files Path inside the folder → content.
 */
export function compileRules(files: RuleFiles, { dictionary }: CompileOptions = {}): CompileResult {
  const { source, problems } = parseRules(files);
  if (!source.site) return { problems: sortProblems(problems), tests: [], personas: [] };
  const isMissing = dictionary === "missing";
  const compiled = compileRuleset(source, source.site, isMissing ? {} : { dictionary });
  if (isMissing) reportMissingDictionary(source.keywordLists);
  lint(compiled);
  const { artifact, buffers } = compiled;
  const { timeZone } = artifact.site;
  const sorted = sortProblems(problems);
  const broken = sorted.some((problem) => problem.severity === "error");
  return {
    ...(broken
      ? {}
      : {
          artifact: {
            ...artifact,
            revision: revisionOf(artifact, buffers ? [buffers.index, buffers.texts] : []),
          },
          ...(buffers ? { buffers } : {}),
        }),
    problems: sorted,
    tests: compileTests(source, timeZone),
    personas: compilePersonas(source, timeZone),
  };
}
