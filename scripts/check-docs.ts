/**
 * `npm run check:docs`: every exported thing of every workspace has a docstring, and every relative
 * link of every Markdown file leads somewhere, and the JSON Schema for editors is what the compiler
 * says.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { SCHEMA_FILE, schemaText } from "./schema.ts";

const ROOT = resolve(import.meta.dirname, "..");
const problems: string[] = [];

/** Declarations that a module exports under their own name. */
function exportedDeclarations(source: ts.SourceFile): ts.Statement[] {
  return source.statements.filter(
    (statement) =>
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword),
  );
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((d) => d.name.getText()).join(", ");
  }
  const named = statement as ts.Statement & { name?: ts.Identifier };
  return named.name?.text ?? "?";
}

/** A type that only names what a documented schema beside it infers needs no words of its own. */
function isInferredType(statement: ts.Statement, source: ts.SourceFile): boolean {
  return ts.isTypeAliasDeclaration(statement) && /\binfer</.test(statement.type.getText(source));
}

for (const path of globSync(["{packages,plugins}/*/src/**/*.ts", "api/src/**/*.ts"], {
  cwd: ROOT,
})) {
  const text = readFileSync(join(ROOT, path), "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const documented = new Set<string>();
  for (const statement of exportedDeclarations(source)) {
    const name = nameOf(statement);
    if (ts.getJSDocCommentsAndTags(statement).length > 0) {
      documented.add(name);
      continue;
    }
    if (documented.has(name) || isInferredType(statement, source)) continue;
    const { line, character } = source.getLineAndCharacterOfPosition(statement.getStart());
    problems.push(
      `${path}:${line + 1}:${character + 1} error missing-docstring ${name} is exported without a docstring.`,
    );
  }
}

for (const path of globSync("**/*.md", {
  cwd: ROOT,
  exclude: (p) => /node_modules|dist/.test(p),
})) {
  const text = readFileSync(join(ROOT, path), "utf8").replaceAll(/```[\s\S]*?```/g, (block) =>
    block.replaceAll(/[^\n]/g, " "),
  );
  for (const match of text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)) {
    const target = join(ROOT, dirname(path), decodeURI(match[1] ?? ""));
    if (existsSync(target)) continue;
    const line = text.slice(0, match.index).split("\n").length;
    problems.push(`${path}:${line}:1 error broken-link ${relative(ROOT, target)} does not exist.`);
  }
}

if (readFileSync(SCHEMA_FILE, "utf8") !== schemaText()) {
  problems.push(
    "schema/rules.json:1:1 error stale-schema The rules language has changed: run npm run schema.",
  );
}

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
