import type { ReactNode } from "react";

type Render = (node: ReactNode) => string;

// The package has no types of its own, and nothing else of it is used.
const server = (await import("react-dom/server" as string)) as {
  readonly renderToStaticMarkup: Render;
};

/** HTML of a component as a server sends it. */
export const render: Render = server.renderToStaticMarkup;
