import { segmentSettingsSchema, type SegmentSettings } from "@facet/protocol";
import * as z from "zod";
import type { Access } from "../access/access.ts";
import { kindOfKey } from "../access/key-text.ts";
import { keyRefused } from "../access/refusals.ts";
import type { Route, RouteContext } from "../http/route.ts";

/** What the settings route needs. */
export interface SettingsRoutesOptions {
  readonly access: Pick<Access, "authenticate">;
}

/** `GET /v1/projects/{key}/settings`: what Segment's browser client asks for before it sends. */
export function createSettingsRoutes({ access }: SettingsRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/projects/{key}/settings",
      access: "handler",
      operation: {
        id: "settings",
        tag: "Events",
        summary: "Set up Segment's browser client",
        description:
          "`AnalyticsBrowser.load({ writeKey, cdnURL })` with this server's address as `cdnURL` reads it from here: all events are sent to this server and to nobody else, with the visitor's cookie.",
        parameters: [
          {
            name: "key",
            in: "path",
            required: true,
            description: "A publishable key.",
            schema: z.string(),
          },
        ],
        responses: { 200: { description: "The settings.", schema: segmentSettingsSchema } },
      },
      async handler(c) {
        const writeKey = c.req.param("key") ?? "";
        if (kindOfKey(writeKey) === "secret") throw keyRefused("in-url");
        await access.authenticate(c, { needs: "publishable", writeKey, keyInQuery: false });
        c.header("Cache-Control", "private, no-store");
        return c.json<SegmentSettings>(toSettings(c, writeKey));
      },
    },
  ];
}

function toSettings(c: RouteContext, writeKey: string): SegmentSettings {
  const { host, protocol } = new URL(c.req.url);
  // Behind a proxy that ends TLS only it knows. The answer is for nobody but who sent the header.
  const outside = c.req.header("x-forwarded-proto");
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol: (outside ?? protocol).startsWith("https") ? "https" : "http",
        deliveryStrategy: {
          strategy: "standard",
          config: { credentials: "include", keepalive: true },
        },
        addBundledMetadata: false,
      },
    },
    plan: { track: { __default: { enabled: true, integrations: {} } } },
    metrics: { sampleRate: 0 },
  };
}
