// Next names its modules without extensions, and its bundler replaces them by these names alone.
declare module "next/cache" {
  export * from "next/cache.js";
}
declare module "next/headers" {
  export * from "next/headers.js";
}
declare module "next/navigation" {
  export * from "next/navigation.js";
}
declare module "next/server" {
  export * from "next/server.js";
}
