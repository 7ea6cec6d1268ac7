/** `npm run schema`: writes the JSON Schema that editors complete and check rule files with. */
import { writeFileSync } from "node:fs";
import { SCHEMA_FILE, schemaText } from "./schema.ts";

writeFileSync(SCHEMA_FILE, schemaText());
