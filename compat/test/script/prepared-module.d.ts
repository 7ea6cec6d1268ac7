declare module "facet:prepared" {
  import type { Prepared } from "./prepared.ts";
  const prepared: Prepared;
  export default prepared;
}
