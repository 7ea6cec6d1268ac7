import type { LiveState } from "../state.ts";

/** What became of a submit. */
export type SubmitOutcome =
  | {
      readonly kind: "done";
      readonly message: string | undefined;
      readonly redirect: string | undefined;
    }
  | { readonly kind: "errors"; readonly errors: ReadonlyMap<string, string> }
  | { readonly kind: "failed" };

const ABOUT = /^_facet_(?:slot|offer|rule|variant|experiment|arm)$/;

/** Sends a form's fields to the site's endpoint. Never throws. */
export async function submitForm(
  form: HTMLFormElement,
  options: {
    readonly state: LiveState;
    readonly messageId: string;
    readonly token: Promise<string | undefined>;
  },
): Promise<SubmitOutcome> {
  const { fields, about, trap } = readFields(form);
  const { state, messageId, token } = options;
  const { decisionId, endpoint, writeKey } = state;
  try {
    const response = await fetch(`${endpoint}/leads`, {
      method: "POST",
      credentials: "include",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        decisionId,
        ...about,
        fields,
        form: { token: await token, trap },
        messageId,
        // For the service itself; the site's own endpoint adds both.
        writeKey,
        url: location.href,
      }),
    });
    if (response.status === 422) return { kind: "errors", errors: toErrors(await response.json()) };
    if (!response.ok) return { kind: "failed" };
    const { message, redirect } = (await response.json()) as {
      message?: string;
      redirect?: string;
    };
    return { kind: "done", message, redirect };
  } catch {
    return { kind: "failed" };
  }
}

// Hidden inputs say which form it is; what is not one of ours is a field.
function readFields(form: HTMLFormElement) {
  const fields: Record<string, string | boolean> = Object.create(null);
  const about: Record<string, string> = {};
  let trap = "";
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    if (ABOUT.test(name)) about[name.slice(7)] = value;
    else if (name === "_facet_website") trap = value;
    else if (!name.startsWith("_facet_")) fields[name] = value;
  }
  for (const box of form.querySelectorAll<HTMLInputElement>("input[type=checkbox]:enabled")) {
    if (box.name !== "" && !box.hasAttribute("value")) fields[box.name] = box.checked;
  }
  return { fields, about, trap };
}

function toErrors(body: { readonly errors?: readonly { path: string; message: string }[] }) {
  return new Map((body.errors ?? []).map(({ path, message }) => [path, message]));
}
