export { type ContextReader, createContextReader } from "./reader.ts";
export { type DeviceReader, createDeviceReader } from "./device.ts";
export { chooseLocale } from "./locale.ts";
export { applyOverrides, checkOverrides } from "./overrides.ts";
export { suggest } from "./suggest.ts";
export { toNetwork } from "./address.ts";
export { clientAddress } from "./trusted-address.ts";
export type { GeoLookup, HeaderPlatform, RequestFacts, RequestReading } from "./types.ts";
