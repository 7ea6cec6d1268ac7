import { type KeywordTrial, type WordFormsScope, tryKeyword } from "@facet/compiler";
import type { LineInput, LineQuestion } from "../batch/answer-lines.ts";

const PLATFORMS = ["yandex", "google", "microsoft", "plain"] as const;
const MATCH_TYPES = ["exact", "phrase", "broad"] as const;

/**
 * Asks of every line `{ keyword, query, minus, platform }` whether the query is found by the keyword.
 * `minus` is a text, one minus phrase a line, or a list; `match` may be the match type of the table.
 */
export function askMatch(scope: WordFormsScope): LineQuestion {
  return {
    expected: '{"keyword": "…", "query": "…", "minus": "…", "platform": "yandex"}',
    answer(input) {
      const trial = toTrial(input);
      return typeof trial === "string" ? trial : tryKeyword(trial, scope);
    },
  };
}

/** The trial of a line, or what is wrong with it. */
function toTrial(input: LineInput): KeywordTrial | string {
  const { keyword, query, minus = "", platform: named = "yandex", match: type } = input;
  if (typeof keyword !== "string") return whatIsWrong(input, "keyword");
  if (typeof query !== "string") return whatIsWrong(input, "query");
  const lines: readonly unknown[] = Array.isArray(minus) ? minus : [minus];
  const isText = (line: unknown): line is string => typeof line === "string";
  if (!lines.every(isText)) return '"minus" is neither a text nor a list of texts';
  const platform = PLATFORMS.find((known) => known === named);
  if (platform === undefined) return `"platform" must be one of ${PLATFORMS.join(", ")}`;
  // Lines of a test table have the expected answer under this name.
  const match = MATCH_TYPES.find((known) => known === type);
  return { keyword, query, platform, minus: lines.join("\n"), ...(match && { match }) };
}

function whatIsWrong(input: LineInput, key: string): string {
  return Object.hasOwn(input, key) ? `"${key}" is no text` : `"${key}" is missing`;
}
