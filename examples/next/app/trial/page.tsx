import { FacetForm, FacetState } from "@facet/next/components";
import Link from "next/link";
import { facet } from "../../lib/facet";

export const instant = false;

/** A page with a form, which asks each visitor what is not known of them. */
export default async function Page() {
  const decision = await facet.fromRequest();
  return (
    <main>
      <h1>A trial hour</h1>
      <FacetForm decision={decision} id="trial.form" submit="Book it">
        Call us: +44 20 7946 0018
      </FacetForm>
      <nav>
        <Link href="/">Home</Link>
      </nav>
      <FacetState decision={decision} />
    </main>
  );
}
