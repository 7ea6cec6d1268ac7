import process from "node:process";
import { apiAddress } from "../preview/ask.ts";

/** A page of the loaded rule set. */
export interface CataloguePage {
  readonly id: string;
  /** Paths as the rules write them; the first one without a wildcard can be opened. */
  readonly paths: readonly string[];
  readonly slots: readonly string[];
}

/** What the service says of the loaded rule set. */
export interface Catalogue {
  /** Id of the site; undefined where no rules are served yet. */
  readonly site: string | undefined;
  readonly revision: string;
  readonly pages: readonly CataloguePage[];
  /** What is wrong with the latest edit of the rules, a line each; none where it is served. */
  readonly problems: readonly string[];
}

const TIMEOUT_MS = 1_000;

/** Whether the service answers, and refuses for want of a key that it knows. */
export async function asksForKey(): Promise<boolean> {
  try {
    return (await askForRules()).status === 401;
  } catch {
    return false;
  }
}

/** Asks the service for the pages and slots of its rule set; undefined where it does not answer. */
export async function readCatalogue(): Promise<Catalogue | undefined> {
  try {
    const response = await askForRules();
    return response.ok ? toCatalogue(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

/** Addresses of a page that can be opened as they are: those without a wildcard. */
export function openablePaths(page: CataloguePage): string[] {
  return page.paths.filter((path) => !path.includes("*"));
}

function askForRules(): Promise<Response> {
  return fetch(`${apiAddress()}/v1/rules`, {
    headers: authorization(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function authorization(): Record<string, string> {
  const key = process.env["FACET_KEY"] || undefined;
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

function toCatalogue(body: unknown): Catalogue | undefined {
  if (!isRecord(body)) return undefined;
  const pages = Array.isArray(body["pages"]) ? body["pages"].filter(isRecord) : [];
  return {
    site: typeof body["site"] === "string" ? body["site"] : undefined,
    revision: typeof body["revision"] === "string" ? body["revision"] : "",
    pages: pages.map((page) => ({
      id: String(page["id"] ?? ""),
      paths: texts(page["paths"]),
      slots: texts(page["slots"]),
    })),
    problems: toProblems(body["reload"]),
  };
}

function toProblems(reload: unknown): string[] {
  const problems = isRecord(reload) && Array.isArray(reload["problems"]) ? reload["problems"] : [];
  return problems
    .filter(isRecord)
    .filter((problem) => problem["severity"] === "error")
    .map(({ file, line, column, message, suggestion }) => {
      const place = file === "" ? "" : `${file}:${line}:${column} `;
      return `${place}${message}${typeof suggestion === "string" ? ` (${suggestion})` : ""}`;
    });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
