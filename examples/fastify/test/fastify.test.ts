import { fileURLToPath } from "node:url";
import { describeServerExample } from "../../../packages/leak-suite/test/server-example.ts";

describeServerExample("the Fastify example", fileURLToPath(new URL("..", import.meta.url)));
