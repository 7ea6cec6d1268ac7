import { RECIPES } from "../cdn/recipes.ts";
import { parseValues } from "../cdn/values.ts";
import { defineCommand } from "../command.ts";
import { UsageError } from "../usage-error.ts";

const NAMES = [...RECIPES.keys()];

/** `facet cdn`: how a proxy or CDN keeps personalised pages. */
export const cdnCommand = defineCommand({
  name: "cdn",
  about: [
    "Prints the whole configuration by which a proxy or CDN keeps pages by their variation code: it asks",
    "the site's gate before it looks into its cache, so that visitors with one code share a page and",
    "nobody sees another's. Comments say why each part is there, and how to purge.",
    "",
    `NAME is one of ${NAMES.join(", ")}.`,
  ].join("\n"),
  args: {
    name: { type: "positional", description: NAMES.join(", ") },
    site: {
      type: "string",
      valueHint: "origin",
      default: "https://www.example.com",
      description: "the site's public address",
    },
    origin: {
      type: "string",
      valueHint: "origin",
      default: "http://127.0.0.1:4321",
      description: "where the server that renders the pages listens",
    },
    page: {
      type: "string",
      valueHint: "path",
      description: "a path whose pages are decided, /windows/* for all below it (repeatable); all",
    },
  },
  repeatable: ["page"],
  examples: [
    {
      command: "facet cdn nginx --site https://okna.example --origin http://127.0.0.1:4321",
      does: "a file for /etc/nginx/conf.d",
    },
    {
      command: "facet cdn varnish --page / --page '/windows/*' > facet.vcl",
      does: "for some pages only",
    },
  ],
  async run({ args, repeated }, terminal) {
    const { name = "", site, origin } = args;
    const recipe = RECIPES.get(name);
    if (recipe === undefined) {
      throw new UsageError(
        `there is no recipe for ${JSON.stringify(name)}`,
        `one of ${NAMES.join(", ")}`,
        { name, known: NAMES },
      );
    }
    const values = parseValues({ site, origin, pages: repeated["page"] ?? [] });
    terminal.warn(`Put it into ${recipe.file}`);
    await terminal.write(recipe.write(values));
    return 0;
  },
});
