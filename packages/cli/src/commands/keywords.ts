import { RUSSIAN_DICTIONARY, type WordFormsScope, loadRussianDictionary } from "@facet/compiler";
import { type LineQuestion, answerLines } from "../batch/answer-lines.ts";
import { defineCommand } from "../command.ts";
import { askForms } from "../keywords/forms.ts";
import { askMatch } from "../keywords/match.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";

type Ask = (scope: WordFormsScope) => LineQuestion;

const QUESTIONS: ReadonlyMap<string, Ask> = new Map([
  ["match", askMatch],
  ["forms", askForms],
]);

/** `facet keywords`: phrases and word forms on their own, without a rule set. */
export const keywordsCommand = defineCommand({
  name: "keywords",
  about: [
    "Says how ad phrases and words match, without a rule set. It reads one JSON object a line and",
    "writes one a line, in the same order.",
    "",
    'match reads {"keyword": "…", "query": "…"} and answers {"match": true | false, "why": "…"}. A line',
    'may also have "platform" (yandex, google, microsoft or plain; default yandex), "minus" (one minus',
    'phrase a line of text, or a list) and "match" (exact, phrase or broad, as in a table).',
    'forms reads {"a": "окон", "b": "окно"} and answers {"same": true | false}.',
    'A line that is no question gets {"error": "…"}.',
  ].join("\n"),
  args: {
    question: { type: "positional", description: "match or forms" },
    batch: { type: "boolean", description: "read the questions from standard input" },
  },
  examples: [
    {
      command: `echo '{"a":"окон","b":"окно"}' | facet keywords forms --batch`,
      does: "whether the two are forms of one word",
    },
    {
      command: "facet keywords match --batch < cases.jsonl",
      does: "which queries a phrase is shown for",
    },
  ],
  async run({ args }, terminal) {
    const { question = "", batch } = args;
    const ask = QUESTIONS.get(question);
    if (!ask) {
      const known = [...QUESTIONS.keys()];
      throw new UsageError(
        `facet keywords does not know ${JSON.stringify(question)}`,
        `ask one of ${known.join(", ")}`,
        { name: question, known },
      );
    }
    if (!batch) {
      throw new UsageError(
        "there are no questions",
        `put --batch behind it and give them on standard input: facet keywords ${question} --batch < cases.jsonl`,
      );
    }
    await answerLines(terminal, ask({ dictionary: await loadDictionary(terminal) }));
    return 0;
  },
});

async function loadDictionary(terminal: Terminal) {
  const dictionary = await loadRussianDictionary();
  if (!dictionary) {
    terminal.warn(
      `${paint(terminal, "warning", "warning")} the package "${RUSSIAN_DICTIONARY}" is not installed: forms of Russian words are guessed from their endings (npm install ${RUSSIAN_DICTIONARY})`,
    );
  }
  return dictionary;
}
