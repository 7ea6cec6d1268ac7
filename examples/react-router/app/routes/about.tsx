import { Slot } from "@facet/react-router";
import { loadPage } from "../load.server";
import { Page } from "../page";
import type { Route } from "./+types/about";

export const loader = (args: Route.LoaderArgs) => loadPage(args);

/** Who we are: the same for everybody. */
export default function About({ loaderData }: Route.ComponentProps) {
  return (
    <Page data={loaderData.facet} rendering={loaderData.rendering}>
      <Slot id="about.headline" as="h1">
        A school run by three paddlers
      </Slot>
    </Page>
  );
}
