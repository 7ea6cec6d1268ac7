import { fileURLToPath } from "node:url";
import { describeServerPlugin } from "../../client/test/server-plugin.ts";

describeServerPlugin("facetFastify", fileURLToPath(new URL("app.ts", import.meta.url)));
