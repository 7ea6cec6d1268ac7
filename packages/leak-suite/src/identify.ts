import { BUTTONS } from "./site.ts";

/** Whose a sealed visitor cookie is, as the service says. */
export interface Owner {
  /** Undefined: nobody's. */
  readonly id: string | undefined;
  /** The button of the visitor's arm. */
  readonly button: string;
}

/** Tells whose a sealed visitor cookie is. */
export type Identify = (state: string) => Promise<Owner>;

interface Decided {
  readonly visitor?: { readonly id?: string };
  readonly slots?: Readonly<Record<string, { readonly content?: unknown }>>;
}

/** Asks the service whose a cookie is, each value once, and counts nothing. */
export function createIdentify(api: string): Identify {
  const known = new Map<string, Promise<Owner>>();

  async function ask(state: string): Promise<Owner> {
    const response = await fetch(new URL("/v1/decide", api), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ page: "home", state, peek: true }),
    });
    if (response.status !== 200) {
      throw new Error(`${api}/v1/decide answered ${response.status}: ${await response.text()}`);
    }
    const decision = (await response.json()) as Decided;
    const button = decision.slots?.["hero.button"]?.content;
    return {
      id: decision.visitor?.id,
      button: typeof button === "string" ? button : BUTTONS[0],
    };
  }

  return (state) => {
    const asked = known.get(state) ?? ask(state);
    known.set(state, asked);
    return asked;
  };
}
