export { checkTracking } from "./check-tracking.ts";
export type { MissingSignal, TrackingCheck } from "./check-tracking.ts";
export { AD_PLATFORMS } from "./templates.ts";
export type { AdPlatform } from "./templates.ts";
