import { Slot } from "@facet/react-router";
import { loadPage } from "../load.server";
import { Page } from "../page";
import type { Route } from "./+types/home";

export const loader = (args: Route.LoaderArgs) => loadPage(args);

/** The landing page. */
export default function Home({ loaderData }: Route.ComponentProps) {
  return (
    <Page data={loaderData.facet} rendering={loaderData.rendering}>
      <Slot id="hero.headline" as="h1">
        Kayak lessons on the fjord
      </Slot>
      <Slot id="hero.lead" as="p">
        Small groups, warm suits, coffee afterwards.
      </Slot>
      <Slot id="hero.button" as="button" data-facet-goal="Seat Booked">
        Reserve a seat
      </Slot>
    </Page>
  );
}
