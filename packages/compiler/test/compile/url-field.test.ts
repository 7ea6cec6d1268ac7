import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/compile/template.ts";
import { urlProblem, urlTemplateProblem } from "../../src/compile/url-field.ts";

test.each([
  "#lead",
  "/okna",
  "okna/price?a=1:2",
  "?a=1",
  "//cdn.example/a.png",
  "https://okna.example/",
  "HTTP://okna.example",
  "mailto:a@b.example",
  "tel:+74950000000",
])("%s is an address", (url) => {
  expect(urlProblem(url)).toBeUndefined();
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>",
  "vbscript:x",
  "file:///etc/passwd",
  "\\\\evil.example",
  "",
])("%j is refused", (url) => {
  expect(urlProblem(url)).toBeTypeOf("string");
});

describe("an address with insertions", () => {
  const problem = (text: string): string | undefined =>
    urlTemplateProblem(parseTemplate(text).template);

  test.each([
    "/search?q={query|default:x}",
    "https://okna.example/{geo.city|default:x}",
    "#{plan|default:x}",
  ])("may have them after its beginning: %s", (text) => {
    expect(problem(text)).toBeUndefined();
  });

  test.each([
    "{traits.site|default:/x}",
    "https://{traits.host|default:x}/",
    "//{plan|default:x}",
    "java{plan|default:x}",
  ])("may not let them settle where it leads: %s", (text) => {
    expect(problem(text)).toBeTypeOf("string");
  });
});
