import { describe, expect, it } from "vitest";
import type { Insert } from "@facet/engine";
import { renderContent } from "../../src/insertion/content.ts";
import { signals } from "../support.ts";

const city: Insert["template"] = ["in ", { signal: ["geo", "city"], filters: [] }];
const known = { signals: signals({ "geo.city": "Tver & Co" }), placeForms: {} };
const unknown = { signals: {}, placeForms: {} };

describe("content with insertions", () => {
  it("is the very value of the rule set where it has none", () => {
    const value = { label: "Buy" };
    expect(renderContent({ value }, known)).toBe(value);
  });

  it("is rendered at each path, and the value of the rule set stays as it was", () => {
    const value = { title: "", fields: [{ label: "a" }, { label: "" }] };
    const before = structuredClone(value);
    const inserts = [
      { path: ["title"], template: city },
      { path: ["fields", 1, "label"], template: city },
    ];
    expect(renderContent({ value, inserts }, { ...known, type: "form" })).toEqual({
      title: "in Tver & Co",
      fields: [{ label: "a" }, { label: "in Tver & Co" }],
    });
    expect(value).toEqual(before);
  });

  it("falls back to the slot's default at the same place", () => {
    const content = {
      value: { label: "written", href: "/a" },
      inserts: [{ path: ["label"], template: city }],
    };
    expect(
      renderContent(content, { ...unknown, type: "cta", fallback: { label: "Order", href: "/b" } }),
    ).toEqual({
      label: "Order",
      href: "/a",
    });
  });

  it("falls back to its own text where the slot's default has none there", () => {
    const content = { value: { label: "written" }, inserts: [{ path: ["label"], template: city }] };
    expect(renderContent(content, { ...unknown, type: "cta", fallback: { href: "/b" } })).toEqual({
      label: "written",
    });
    expect(renderContent(content, unknown)).toEqual({ label: "written" });
  });

  it("replaces a text that is the whole value", () => {
    const content = { value: "written", inserts: [{ path: [], template: city }] };
    expect(renderContent(content, { ...known, type: "text" })).toBe("in Tver & Co");
    expect(renderContent(content, { ...unknown, type: "text", fallback: "default" })).toBe(
      "default",
    );
  });

  it.each([
    ["html", [], "in Tver &amp; Co"],
    ["cta", ["href"], "in Tver%20%26%20Co"],
    ["image", ["src"], "in Tver%20%26%20Co"],
    ["image", ["alt"], "in Tver & Co"],
    ["cta", ["label"], "in Tver & Co"],
    ["json", ["href"], "in Tver & Co"],
    [undefined, ["cta", "href"], "in Tver%20%26%20Co"],
  ] as const)("is escaped for where it goes: %s %j", (type, path, expected) => {
    const value =
      path.length === 0 ? "" : path.length === 1 ? { [path[0]]: "" } : { cta: { href: "" } };
    const rendered = renderContent(
      { value, inserts: [{ path, template: city }] },
      { ...known, ...(type ? { type } : {}) },
    );
    expect(JSON.stringify(rendered)).toContain(JSON.stringify(expected));
  });

  it("leaves a value alone that has nothing at the path", () => {
    const inserts = [
      { path: ["a", "b"], template: city },
      { path: ["__proto__", "x"], template: city },
    ];
    expect(renderContent({ value: { c: 1 }, inserts }, known)).toEqual({ c: 1 });
    expect(Object.getPrototypeOf({})).not.toHaveProperty("x");
  });
});
