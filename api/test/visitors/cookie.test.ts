import { describe, expect, it } from "vitest";
import { readVisitorCookies } from "../../src/visitors/cookie.ts";

describe("the visitor cookies of a Cookie header", () => {
  it.each([
    [undefined, []],
    ["", []],
    ["a=b", []],
    ["fct_v=x", ["x"]],
    ["__Host-fct_v=y; fct_v=x", ["y", "x"]],
    [" fct_v = x ;a=b", ["x"]],
    ["fct_v=x; fct_v=x", ["x"]],
    ["fct_v=x; fct_v=planted", []],
    ["xfct_v=x; fct_vx=y; fct_v", []],
    ["FCT_V=x", []],
    ["fct_v=a=b", ["a=b"]],
  ])("%j are %j", (header, values) => {
    expect(readVisitorCookies(header)).toEqual(values);
  });
});
