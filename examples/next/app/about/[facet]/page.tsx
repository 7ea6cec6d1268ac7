import { facet } from "../../../lib/facet";
import { About } from "../../../views/about";

export const instant = false;
// A page that is fetched ahead is no page view: let the router ask when it is really visited.
export const prefetch = "force-disabled";

export const generateStaticParams = () => facet.staticParams("about");

/** The page of all visitors of one code: rendered once, kept. */
export default async function Page({ params }: { params: Promise<{ facet: string }> }) {
  "use cache";
  const { facet: segment } = await params;
  return <About decision={await facet.fromSegment("about", segment)} />;
}
