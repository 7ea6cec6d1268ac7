import type { Identify } from "./identify.ts";
import { createVisitor } from "./visitor.ts";
import type { Visitor } from "./visitor.ts";

// Half of all visitors are in each arm: so many of them in one arm means that they are one.
const MAX_TRIES = 24;

/**
 * Two visitors in different arms of the experiment, each with a cookie; in one arm where the app
 * gives everybody the same cookie.
 *
 * @param options.path A page that makes a visitor.
 * @throws Error where the app sets no visitor cookie.
 */
export async function meetPair(options: {
  readonly origin: string;
  readonly path: string;
  readonly identify: Identify;
}): Promise<readonly [Visitor, Visitor]> {
  const { origin, path, identify } = options;

  async function meet(name: string) {
    const visitor = createVisitor(origin, name);
    const { status } = await visitor.ask({ path });
    const state = visitor.state();
    if (state === undefined) {
      throw new Error(
        `GET ${origin}${path} answered ${status} without the cookie fct_v: the suite needs visitors; does the app pass Set-Cookie on, and does the service answer?`,
      );
    }
    return { visitor, button: (await identify(state)).button };
  }

  const first = await meet("first visitor");
  let second = await meet("second visitor");
  for (let tries = 1; tries < MAX_TRIES && second.button === first.button; tries++) {
    second = await meet("second visitor");
  }
  return [first.visitor, second.visitor];
}
