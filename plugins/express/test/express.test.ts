import { fileURLToPath } from "node:url";
import { describeServerPlugin } from "../../client/test/server-plugin.ts";

describeServerPlugin("facetExpress", fileURLToPath(new URL("app.ts", import.meta.url)));
