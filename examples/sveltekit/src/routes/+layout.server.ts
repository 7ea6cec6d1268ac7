import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = ({ locals, url }) => {
  // Read, so that every navigation decides for its own URL.
  void url.href;
  return { facet: locals.facet.data, renderId: crypto.randomUUID() };
};
