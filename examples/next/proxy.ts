import { facetProxy } from "@facet/next/proxy";
import { options } from "./lib/options";

export const proxy = facetProxy(options);

export const config = { matcher: ["/((?!_next/|~facet/).*)"] };
