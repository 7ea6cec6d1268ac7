import { FacetState, Slot } from "@facet/next/components";
import Link from "next/link";
import { Suspense } from "react";
import { facet } from "../../lib/facet";
import { Rendering } from "../../views/rendering";

async function Trips() {
  const decision = await facet.fromRequest();
  return (
    <>
      <Slot decision={decision} id="account.greeting" as="h2">
        Sign in to see your trips
      </Slot>
      <Rendering />
      <FacetState decision={decision} />
    </>
  );
}

/** A visitor's own page: its frame is static, its middle is streamed. */
export default function Page() {
  return (
    <main>
      <h1>Your trips</h1>
      <Suspense fallback={<p style={{ minHeight: "6rem" }}>One moment</p>}>
        <Trips />
      </Suspense>
      <nav>
        <Link href="/">Home</Link>
      </nav>
    </main>
  );
}
