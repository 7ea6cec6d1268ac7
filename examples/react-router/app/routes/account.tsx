import { Slot } from "@facet/react-router";
import { loadPage } from "../load.server";
import { Page } from "../page";
import type { Route } from "./+types/account";

export const loader = (args: Route.LoaderArgs) => loadPage(args);

/** A visitor's own page. */
export default function Account({ loaderData }: Route.ComponentProps) {
  return (
    <Page data={loaderData.facet} rendering={loaderData.rendering}>
      <Slot id="account.greeting" as="h1">
        Sign in to see your trips
      </Slot>
    </Page>
  );
}
