import { FacetError } from "./error.ts";

/**
 * An http(s) address among options.
 *
 * @param maker The function that it is an option of.
 * @throws FacetError `CONFIG` where it is none.
 */
export function parseAddress(maker: string, option: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new FacetError(
    "CONFIG",
    `${maker}: "${option}" is "${address}"; expected an address such as http://127.0.0.1:3000`,
  );
}
