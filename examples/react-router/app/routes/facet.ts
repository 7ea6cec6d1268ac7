import { facet } from "../facet.server";
import type { Route } from "./+types/facet";

/** What pages post to, where no layer in front answers it. */
export const loader = ({ request }: Route.LoaderArgs) => facet.handleEvents(request);

export const action = ({ request }: Route.ActionArgs) => facet.handleEvents(request);
