import process from "node:process";
import { readPreview, toOverrides, withoutLooks } from "./preview.ts";

/** Address of the service, as the server was told it. */
export function apiAddress(): string {
  return (process.env["FACET_API"] || "http://127.0.0.1:3000").replace(/\/+$/, "");
}

/** The same question to the API: a link to open, and a command to paste. */
export interface Question {
  readonly href: string;
  readonly command: string;
}

/** How to ask the API why this page shows what it shows. */
export function toQuestion(url: URL): Question {
  const { signals } = toOverrides(readPreview(url));
  const address = new URL(withoutLooks(url), url).href;
  const body = { url: address, ...(signals === undefined ? {} : { signals }) };
  const search = new URLSearchParams({ url: address, explain: "1", peek: "1" });
  if (signals !== undefined) search.set("signals", JSON.stringify(signals));
  return {
    href: `${apiAddress()}/v1/decide?${search}`,
    command: `curl -s ${apiAddress()}/v1/explain \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`,
  };
}
