import { FacetForm } from "@facet/react-router";
import { loadPage } from "../load.server";
import { Page } from "../page";
import type { Route } from "./+types/trial";

export const loader = (args: Route.LoaderArgs) => loadPage(args);

/** A page with a form, which asks each visitor what is not known of them. */
export default function Trial({ loaderData }: Route.ComponentProps) {
  return (
    <Page data={loaderData.facet} rendering={loaderData.rendering}>
      <h1>A trial hour</h1>
      <FacetForm id="trial.form" submit="Book it">
        Call us: +44 20 7946 0018
      </FacetForm>
    </Page>
  );
}
