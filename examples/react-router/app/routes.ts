import { index, route } from "@react-router/dev/routes";
import type { RouteConfig } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("about", "routes/about.tsx"),
  route("account", "routes/account.tsx"),
  route("trial", "routes/trial.tsx"),
  route("~facet/*", "routes/facet.ts"),
] satisfies RouteConfig;
