import { afterEach, beforeEach } from "vitest";
import type { VisitorStore } from "../../../src/visitors/store.ts";
import { testAppending } from "./contract-append.ts";
import { testForgetting } from "./contract-forget.ts";
import { testJoining } from "./contract-join.ts";
import { testRecords } from "./contract-records.ts";
import { testVisitors } from "./contract-visitors.ts";
import { describe } from "vitest";

/** Opens an empty store. */
export type OpenStore = () => VisitorStore | Promise<VisitorStore>;

/** What every visitor store does. */
export function testVisitorStore(name: string, open: OpenStore): void {
  describe(`the visitor store ${name}`, () => {
    let store: VisitorStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    for (const test of [testVisitors, testAppending, testJoining, testForgetting, testRecords]) {
      test(() => store);
    }
  });
}
