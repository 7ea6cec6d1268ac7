import { facetMiddleware } from "@facet/react-router/server";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import type { Route } from "./+types/root";
import { facet } from "./facet.server";
import "./site.css";

export const middleware: Route.MiddlewareFunction[] = [facetMiddleware(facet)];

export const meta: Route.MetaFunction = () => [{ title: "Kayak school" }];

/** The frame of every page. */
export default function Root() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
