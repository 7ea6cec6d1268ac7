import {
  type ContextReader,
  createContextReader,
  createDeviceReader,
  type DeviceReader,
} from "@facet/context";
import type { Log } from "../../ports.ts";
import { openGeo } from "./geo.ts";
import type { ServiceOptions } from "./options.ts";

/** What reads a request's signals, its geo database open. */
export async function openContext(
  { geoDatabase, platformHeaders }: ServiceOptions,
  log: Log,
): Promise<{ readonly reader: ContextReader; readonly devices: DeviceReader }> {
  const devices = createDeviceReader();
  const geo = await openGeo(geoDatabase, log);
  return { devices, reader: createContextReader({ geo, devices, platformHeaders }) };
}
