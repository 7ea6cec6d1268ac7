/** A file with one mistake, and what is said of it. */
export type Row = readonly [
  what: string,
  yaml: string,
  at: string,
  code: string,
  says: string,
  advises: string,
];

/** A rule with one line of content, which is line 5 and begins in column 7. */
export const content = (line: string) =>
  `rule: a\nvariants:\n  - id: x\n    content:\n      ${line}\n`;
/** A rule with one more line, which is line 2. */
export const rule = (line: string) => `rule: a\n${line}\nvariants: [{ id: x, content: {} }]\n`;
/** An offer with one more line, which is line 4. */
export const offer = (line: string) =>
  `offer: a\ntype: modal\ncontent: { title: x }\n${line}\n${line.startsWith("trigger") ? "" : "trigger: exit\n"}`;
/** A rule with a form of these fields. */
export const form = (fields: string) => content(`lead.form: { fields: ${fields} }`);
