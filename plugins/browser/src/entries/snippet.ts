import { openHead } from "../hole/head.ts";

// A classic script: only there the current script is known.
openHead((document.currentScript as HTMLScriptElement).dataset);
