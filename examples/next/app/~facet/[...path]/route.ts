import { facet } from "../../../lib/facet";

export const { GET, POST } = facet.route;
