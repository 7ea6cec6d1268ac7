import { FacetError } from "./error.ts";

/**
 * An http(s) address among options.
 *
 * @param maker The function that it is an option of.
 * @throws FacetError `CONFIG` where it is none.
 */
export function parseAddress(maker: string, option: string, address: string): URL {
  if (isAddress(address)) return new URL(address);
  throw new FacetError(
    "CONFIG",
    `${maker}: "${option}" is "${address}"; expected an address such as http://127.0.0.1:3000`,
  );
}

/** Whether a text is an http(s) address. */
export function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
