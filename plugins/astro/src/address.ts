import type { APIContext } from "astro";

/** The visitor's address; undefined where the adapter does not know one (its getter throws). */
export function addressOf(context: APIContext): { readonly address?: string } {
  try {
    return { address: context.clientAddress };
  } catch {
    return {};
  }
}
