import { cloudflare } from "./cloudflare.ts";
import { fastly } from "./fastly.ts";
import { netlify } from "./netlify.ts";
import { nginx } from "./nginx.ts";
import type { Recipe } from "./recipe.ts";
import { varnish } from "./varnish.ts";
import { vercel } from "./vercel.ts";

/** All recipes, by the name that they are asked for. */
export const RECIPES: ReadonlyMap<string, Recipe> = new Map(
  [cloudflare, fastly, netlify, nginx, varnish, vercel].map((recipe) => [recipe.name, recipe]),
);
