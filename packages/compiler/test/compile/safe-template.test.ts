import { describe, expect, test } from "vitest";
import { toSafeHtml } from "../../src/compile/safe-html.ts";
import { toSafeTemplate } from "../../src/compile/safe-template.ts";
import { parseTemplate } from "../../src/compile/template.ts";

describe("markup", () => {
  test.each([
    "<p>Окна <b>от</b> 7 900 ₽</p>",
    '<ul><li><a href="/okna?a=1&amp;b=2" target="_blank">Окна</a></li></ul>',
    '<img src="/img/okna.jpg" alt="Окно" width="10" />',
    "<p>2 &lt; 3</p>",
  ])("%s stays as it is", (html) => {
    expect(toSafeHtml(html)).toEqual({ html, removed: [] });
  });

  test("that is only written differently loses nothing", () => {
    expect(toSafeHtml("<P>a<br>&quot;b&quot;")).toEqual({ html: '<p>a<br />"b"</p>', removed: [] });
  });

  test.each([
    ["<p>a</p><script>alert(1)</script>", "<p>a</p>", ["<script>"]],
    ['<p onclick="x()">a</p>', "<p>a</p>", ["onclick"]],
    ['<a href="javascript:alert(1)">a</a>', "<a>a</a>", ['href="javascript:alert(1)"']],
    ["<img src=x onerror=alert(1)>", '<img src="x" />', ["onerror"]],
    ["<iframe src=//evil.example></iframe>a", "a", ["<iframe>"]],
    ['<p style="position:fixed">a</p>', "<p>a</p>", ["style"]],
    ["<form action=/x><input name=a></form>", "", ["<form>", "<input>"]],
    ["<svg><g onload=alert(1)></svg>", "", ["<svg>", "<g>"]],
  ])("%s loses what is dangerous", (html, safe, removed) => {
    expect(toSafeHtml(html)).toEqual({ html: safe, removed });
  });
});

describe("markup with insertions", () => {
  const safe = (text: string) => toSafeTemplate(parseTemplate(text).template);

  test("keeps them between its tags", () => {
    const { template, fallback, removed } = safe("<p>Окна {geo.city|where|default:рядом}</p>");
    expect(removed).toEqual([]);
    expect(fallback).toBe("<p>Окна рядом</p>");
    expect(template).toEqual([
      "<p>Окна ",
      expect.objectContaining({ signal: ["geo", "city"] }),
      "</p>",
    ]);
  });

  test("writes a default as text, never as markup", () => {
    expect(safe("<p>{plan|default:<img src=x onerror=alert(1)>}</p>").fallback).toBe(
      "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    );
  });

  test("loses the insertions of removed markup and keeps the others", () => {
    const { template } = safe("<script>{plan|default:a}</script><p>{query|default:b}</p>");
    expect(template).toEqual(["<p>", expect.objectContaining({ signal: ["query"] }), "</p>"]);
  });

  test("has no address that a default could turn into code", () => {
    expect(safe('<a href="{plan|default:javascript:alert(1)}">a</a>').fallback).toBe("<a>a</a>");
  });
});
