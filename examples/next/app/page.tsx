import { facet } from "../lib/facet";
import { Home } from "../views/home";

// The proxy has decided already, so the page is sent whole: nothing to stream, nothing to flicker.
export const instant = false;

/** The landing page of one visitor: their own decision, or the defaults while the service is down. */
export default async function Page() {
  return <Home decision={await facet.fromRequest()} />;
}
