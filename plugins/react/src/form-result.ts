import { FORM_RESULT } from "@facet/client";

/** What became of a form that was sent without JavaScript. */
export interface FormResult {
  /** Id of the slot or offer. */
  readonly form: string;
  readonly status: "thanks" | "error";
  /** Names of the fields to mend. */
  readonly fields: readonly string[];
}

/**
 * Reads, after the redirect that follows a plain form post, what became of it.
 *
 * @param query The page's query; a framework's record of it will do.
 * @returns Undefined where the page was not called that way.
 */
export function toFormResult(
  query: URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>,
): FormResult | undefined {
  const read = (name: string): string => {
    const value = query instanceof URLSearchParams ? query.get(name) : query[name];
    return typeof value === "string" ? value : "";
  };
  const form = read(FORM_RESULT.form);
  const status = read(FORM_RESULT.status);
  if (form === "" || (status !== "thanks" && status !== "error")) return undefined;
  const fields = read(FORM_RESULT.fields)
    .split(",")
    .filter((name) => name !== "");
  return { form, status, fields };
}
