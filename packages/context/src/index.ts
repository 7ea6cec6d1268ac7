export { toNetwork } from "./address.ts";
export { CLICK_NAMES } from "./click.ts";
export { resolveConsent } from "./consent.ts";
export type { ConsentFacts } from "./consent.ts";
export { cookieValues } from "./cookie-header.ts";
export { type DeviceReader, createDeviceReader } from "./device.ts";
export { toRequestFacts } from "./facts.ts";
export type { TransportFacts } from "./facts.ts";
export { chooseLocale } from "./locale.ts";
export { applyOverrides, checkOverrides } from "./overrides.ts";
export { PHRASE_PARAMETERS } from "./phrase.ts";
export { type ContextReader, type ContextReaderOptions, createContextReader } from "./reader.ts";
export { suggest } from "./suggest.ts";
export { clientAddress } from "./trusted-address.ts";
export type {
  DegradedContext,
  GeoLookup,
  GeoRecord,
  HeaderPlatform,
  RequestFacts,
  RequestReading,
  Touch,
} from "./types.ts";
