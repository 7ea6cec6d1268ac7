import { FacetProvider, FacetState } from "@facet/react-router";
import type { FacetData } from "@facet/react-router";
import type { ReactNode } from "react";
import { Link } from "react-router";

/** A page around its decision. `rendering` says which rendering it is. */
export function Page(props: { data: FacetData; rendering: string; children: ReactNode }) {
  return (
    <FacetProvider data={props.data}>
      <main data-render={props.rendering}>
        {props.children}
        <nav>
          <Link to="/">Home</Link> <Link to="/about">About us</Link>{" "}
          <Link to="/account">Your trips</Link>
        </nav>
      </main>
      <FacetState />
    </FacetProvider>
  );
}
