import { describe, expect, it } from "vitest";
import { createDocument } from "../../src/openapi/document.ts";
import { testApp } from "../fixtures/app.ts";

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  readonly components: { readonly schemas: Record<string, object> };
}

async function fetchDocument(): Promise<Document> {
  const { request } = await testApp();
  const response = await request("/openapi.json");
  expect(response.headers.get("content-type")).toBe("application/json");
  return (await response.json()) as Document;
}

describe("GET /openapi.json", () => {
  it("describes every route of the app, and no other", async () => {
    const { hono } = await testApp();
    const { paths } = await fetchDocument();
    const served = hono.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/gu, "{$1}")}`);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
    expect(described.length).toBeGreaterThan(10);
  });

  it("is OpenAPI 3.1 whose references all lead somewhere", async () => {
    const document = await fetchDocument();
    expect(document.openapi).toBe("3.1.0");
    const names = new Set(Object.keys(document.components.schemas));
    const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/gu);
    let count = 0;
    for (const [, target = ""] of references) {
      expect(target.startsWith("#/components/schemas/")).toBe(true);
      expect(names).toContain(target.slice("#/components/schemas/".length));
      count += 1;
    }
    expect(count).toBeGreaterThan(20);
    expect(JSON.stringify(document)).not.toContain("$defs");
  });

  it("names each operation once", async () => {
    const { paths } = await fetchDocument();
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is made of the schemas that validate", async () => {
    const { components } = await fetchDocument();
    expect(components.schemas["DecideRequest"]).toMatchObject({
      type: "object",
      additionalProperties: false,
      properties: { url: { type: "string", maxLength: 16_384 } },
    });
    expect(Object.keys(components.schemas)).toEqual(Object.keys(components.schemas).toSorted());
  });

  it("has an example for every body, which the service takes", async () => {
    const { routes, post } = await testApp();
    const document = createDocument(routes, "1");
    for (const [path, methods] of Object.entries(document.paths)) {
      const example = methods["post"]?.requestBody?.content["application/json"]?.example;
      if (methods["post"]?.requestBody === undefined) continue;
      expect(example).toBeDefined();
      expect((await post(path.replace("{flag}", "hero.headline"), example)).status).toBe(200);
    }
  });
});

describe("GET /docs", () => {
  it("shows every operation and schema without script or anything from elsewhere", async () => {
    const { request } = await testApp();
    const document = await fetchDocument();
    const response = await request("/docs");
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await response.text();
    for (const methods of Object.values(document.paths)) {
      for (const { operationId } of Object.values(methods))
        expect(page).toContain(`id="${operationId}"`);
    }
    for (const name of Object.keys(document.components.schemas))
      expect(page).toContain(`id="schema-${name}"`);
    expect(page).not.toMatch(
      /<script|https?:\/\/(?!okna\.example|yandex\.ru|127\.0\.0\.1)|undefined|\[object/u,
    );
  });

  it("is linked from the index", async () => {
    const { request } = await testApp();
    const page = await (await request("/")).text();
    expect(page).toContain('href="/docs"');
    expect(page).toContain('href="/openapi.json"');
  });
});
