import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { OpenApiDocument, OperationObject, ParameterObject } from "./document.ts";
import { renderFields, renderText, renderType } from "./page-schema.ts";
import type { JsonSchema } from "./schema-book.ts";
import { STYLE } from "./style.ts";

/** A part of a page, escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

/** The page at `/`: what this is and where to go on. */
export function renderIndex(): Html {
  return frame(
    "Facet",
    html`<main class="index">
      <h1>Facet</h1>
      <p class="lead">Picks the content of a page's slots for each visitor, and says why.</p>
      <ul>
        <li><a href="/docs">Reference</a> of every route, with examples</li>
        <li><a href="/openapi.json">openapi.json</a> for generated clients</li>
        <li><a href="/v1/rules">Rules in service</a> and what became of the last edit</li>
        <li><a href="/readyz">Readiness</a></li>
      </ul>
    </main>`,
  );
}

/** The page at `/docs`: the whole document, readable without script. */
export function renderReference(document: OpenApiDocument): Html {
  const calls: Call[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const groups = document.tags.map(({ name, description }) => ({
    name,
    description,
    calls: calls.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return frame(
    "Facet API",
    html`<div class="layout">
      <nav aria-label="Routes">
        <a href="/"><b>Facet</b></a>
        ${groups.map(({ name, calls: listed }) => html`<strong>${name}</strong>${listed.map(renderLink)}`)}
        <strong>Schemas</strong>
        ${Object.keys(document.components.schemas).map(
          (name) => html`<a href="#schema-${name}">${name}</a>`,
        )}
      </nav>
      <main>
        <h1>${document.info.title} API</h1>
        <p class="soft">
          Version ${document.info.version} · <a href="/openapi.json">openapi.json</a>
        </p>
        <p class="lead">${renderText(document.info.description)}</p>
        <section>
          <h2>Keys</h2>
          ${renderSchemes(document.components.securitySchemes)}
        </section>
        ${groups.map(
          (group) =>
            html`<section>
              <h2>${group.name}</h2>
              <p class="soft">${group.description}</p>
              ${group.calls.map(renderCall)}
            </section>`,
        )}
        <section>
          <h2>Schemas</h2>
          ${Object.entries(document.components.schemas).map(renderSchema)}
        </section>
      </main>
    </div>`,
  );
}

function frame(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

function renderLink({ method, path, operation }: Call): Html {
  return html`<a href="#${operation.operationId}"
    >${renderMethod(method)}<span class="path">${breakable(path)}</span></a
  >`;
}

/** A route's path that breaks at its slashes, where it has to break. */
function breakable(path: string): Html {
  const [first = "", ...rest] = path.split("/");
  return html`${first}${rest.map((part) => html`/<wbr />${part}`)}`;
}

function renderMethod(method: string): Html {
  return html`<span class="method ${method}">${method.toUpperCase()}</span>`;
}

function renderCall(call: Call): Html {
  const { method, path, operation } = call;
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  return html`<article class="card" id="${operationId}">
    <div class="call">${renderMethod(method)}<span class="path">${breakable(path)}</span></div>
    <h3>${summary}</h3>
    <p class="soft">${renderSecurity(operation.security)}</p>
    ${description === undefined ? "" : html`<p>${renderText(description)}</p>`}
    ${
      parameters === undefined
        ? ""
        : html`<h4>Parameters</h4>
            ${renderParameters(parameters)}`
    }
    ${
      requestBody === undefined
        ? ""
        : html`<h4>Body</h4>
            ${Object.entries(requestBody.content).map(
              ([type, { schema }]) =>
                html`<p><code>${type}</code> ${schema === undefined ? "" : renderType(schema)}</p>`,
            )}`
    }
    <h4>Try it</h4>
    <pre><code>${exampleOf(call)}</code></pre>
    <h4>Answers</h4>
    <div class="table">
      <table>
        ${Object.entries(responses).map(
          ([status, { description: text, content }]) =>
            html`<tr>
              <td><code>${status}</code></td>
              <td>${renderText(text)}</td>
              <td>
                ${Object.values(content ?? {}).map(({ schema }) => (schema === undefined ? "" : renderType(schema)))}
              </td>
            </tr>`,
        )}
      </table>
    </div>
  </article>`;
}

function renderSchemes(schemes: OpenApiDocument["components"]["securitySchemes"]): Html {
  return html`<div class="table">
    <table>
      ${Object.entries(schemes).map(
        ([name, { description }]) =>
          html`<tr>
            <td><code>${name}</code></td>
            <td>${renderText(description)}</td>
          </tr>`,
      )}
    </table>
  </div>`;
}

function renderSecurity(security: OperationObject["security"]): Html {
  const names = security.flatMap((requirement) => Object.keys(requirement));
  return names.length === 0
    ? html`Needs no key.`
    : html`Key: ${renderText(names.map((name) => `\`${name}\``).join(", "))}`;
}

function renderParameters(parameters: readonly ParameterObject[]): Html {
  return html`<div class="table">
    <table>
      ${parameters.map(({ name, in: place, required, description, schema, content }) => {
        const type = schema ?? content?.["application/json"]?.schema ?? {};
        return html`<tr>
          <td>
            <code>${name}</code> ${required ? html`<span class="required">required</span>` : ""}
          </td>
          <td class="soft">${place}</td>
          <td>${content === undefined ? "" : "JSON of "}${renderType(type)}</td>
          <td>${renderText(description)}</td>
        </tr>`;
      })}
    </table>
  </div>`;
}

function renderSchema([name, schema]: readonly [string, JsonSchema]): Html {
  return html`<article class="card" id="schema-${name}">
    <h3>${name}</h3>
    ${renderFields(schema)}
  </article>`;
}

/** A call to paste into a shell. */
function exampleOf({ method, path, operation }: Call): string {
  const address = `http://127.0.0.1:3000${path.replaceAll(/\{(\w+)\}/gu, "$1")}`;
  const example = operation.requestBody?.content["application/json"]?.example;
  if (example !== undefined) {
    const body = JSON.stringify(example, undefined, 2).replaceAll("'", "'\\''");
    return `curl ${address} -H 'Content-Type: application/json' -d '${body}'`;
  }
  const hasUrl = operation.parameters?.some(({ name }) => name === "url") === true;
  return method === "get" && hasUrl
    ? `curl -G ${address} --data-urlencode 'url=https://okna.example/okna?utm_term=окна для дачи'`
    : `curl ${address}`;
}
