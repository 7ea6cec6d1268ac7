import type { HandleFetch } from "@sveltejs/kit/hooks";
import { PATH_ENDPOINT } from "./path.ts";

/** The `handleFetch` hook that lets `facetReroute` decide by all headers of the visitor. */
export const facetHandleFetch: HandleFetch = ({ event, request, fetch }) => {
  if (new URL(request.url).pathname !== PATH_ENDPOINT) return fetch(request);
  return fetch(new Request(request, { headers: event.request.headers }));
};
