import { FacetState, Slot } from "@facet/next/components";
import type { FacetDecision, ShareableDecision } from "@facet/next";
import Link from "next/link";
import { Rendering } from "./rendering";

/** Who we are: the same for everybody. */
export function About({ decision }: { decision: FacetDecision | ShareableDecision }) {
  return (
    <main>
      <Slot decision={decision} id="about.headline" as="h1">
        A school run by three paddlers
      </Slot>
      <nav>
        <Link href="/">Home</Link>
      </nav>
      <Rendering />
      <FacetState decision={decision} />
    </main>
  );
}
