import { runEarly } from "@facet/react/page";

runEarly();
