// The package has no types of its own, and nothing else of it is used here.
declare module "react-dom/server" {
  import type { ReactNode } from "react";

  export function renderToStaticMarkup(node: ReactNode): string;
}
