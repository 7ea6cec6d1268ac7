import { FacetState, Slot } from "@facet/next/components";
import type { FacetDecision, ShareableDecision } from "@facet/next";
import Link from "next/link";
import { Rendering } from "./rendering";

/** The landing page. */
export function Home({ decision }: { decision: FacetDecision | ShareableDecision }) {
  return (
    <main>
      <Slot decision={decision} id="hero.headline" as="h1">
        Kayak lessons on the fjord
      </Slot>
      <Slot decision={decision} id="hero.lead" as="p">
        Small groups, warm suits, coffee afterwards.
      </Slot>
      <p>
        <Slot decision={decision} id="hero.button" as="button" data-facet-goal="Seat Booked">
          Reserve a seat
        </Slot>
      </p>
      <nav>
        <Link href="/about">About us</Link> <Link href="/account">Your trips</Link>
      </nav>
      <Rendering />
      <FacetState decision={decision} />
    </main>
  );
}
