import { escapeHtml } from "@facet/fastify";
import type { PageFacet } from "@facet/fastify";

/** The landing page: the campaign and the ad phrase decide its headline. */
export function homePage(facet: PageFacet): string {
  const headline = facet.slot("hero.headline", "Kayak lessons on the fjord");
  const lead = facet.slot("hero.lead", "Small groups, warm suits, coffee afterwards.");
  const button = facet.slot("hero.button", "Reserve a seat");
  return layout(
    facet,
    `<h1 data-facet="hero.headline">${escapeHtml(headline ?? "")}</h1>
    <p data-facet="hero.lead">${escapeHtml(lead ?? "")}</p>
    <button data-facet="hero.button" data-facet-goal="Seat Booked">${escapeHtml(button ?? "")}</button>`,
  );
}

/** The same page for everybody. */
export function aboutPage(facet: PageFacet): string {
  const headline = facet.slot("about.headline", "A school run by three paddlers");
  return layout(facet, `<h1 data-facet="about.headline">${escapeHtml(headline ?? "")}</h1>`);
}

/** What this visitor has done decides: it is never kept. */
export function accountPage(facet: PageFacet): string {
  const greeting = facet.slot("account.greeting", "Sign in to see your trips");
  return layout(facet, `<h1 data-facet="account.greeting">${escapeHtml(greeting ?? "")}</h1>`);
}

let renders = 0;

function layout(facet: PageFacet, main: string): string {
  renders += 1;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Fjord kayak school</title>
    <link rel="icon" href="data:," />
    <script type="module" id="facet-script" src="/~facet/facet.js"></script>
  </head>
  <body>
    <!-- render:${renders} -->
    <nav><a href="/">Lessons</a> <a href="/about">About</a> <a href="/account">Your trips</a></nav>
    <main>${main}</main>
    ${facet.stateTag()}
  </body>
</html>`;
}
