import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [reactRouter()],
  // The server in front hands decisions over in a context: both sides must have one copy of it.
  ssr: { external: ["@facet/client", "@facet/react-router"] },
});
