import type { Payload } from "../src/index.ts";

// Ends whatever the payload before left open, so that each has its own chance.
const RESET = `\n-->"'></script></style></textarea></title></noscript></select></template></svg></math></table>`;

const BUILDERS: Readonly<Record<string, (text: string) => string>> = {
  text: (text) => `<div>${text}</div>`,
  attribute: (text) => `<img src="x" alt="${text}"><input value='${text}'>`,
  address: (text) => `<a href="${text}">x</a>`,
  script: (text) => `<script>var data = {"a":"${text}"};</script>`,
};

/** Pages that put payloads where they belong without any care, by the way that they do it. */
export function carelessPages(payloads: readonly Payload[]): Readonly<Record<string, string>> {
  const written = Object.entries(BUILDERS).map(([name, build]) => {
    const body = payloads.map(({ text }) => build(text) + RESET).join("\n");
    return [name, toPage(body)] as const;
  });
  const texts = JSON.stringify(payloads.map(({ text }) => text)).replaceAll("<", "\\u003c");
  const script = `<script>for (const text of ${texts}) { const place = document.createElement("div"); document.body.append(place); place.innerHTML = text; const link = document.createElement("a"); link.href = text; document.body.append(link); }</script>`;
  return { ...Object.fromEntries(written), innerHTML: toPage(script) };
}

function toPage(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Careless</title></head><body>${body}</body></html>`;
}
