"use client";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { STATE_ID } from "@facet/client";

/**
 * The state that the page runtime starts from, and the runtime itself: it runs as long as this is
 * shown, and anew where the state changes. Put it once into every page.
 *
 * @param props.state JSON that is safe inside an element, as `toStateText` of the client writes it.
 */
export function StateElement({ state }: { readonly state: string }): ReactNode {
  const element = useRef<HTMLScriptElement>(null);
  useEffect(() => {
    let isGone = false;
    let stop: (() => void) | undefined;
    const run = async (): Promise<void> => {
      const { runPage } = await import("./page.ts");
      if (!isGone && element.current !== null) stop = runPage(element.current);
    };
    // A page whose runtime does not load keeps its content and reports nothing.
    run().catch(() => undefined);
    return () => {
      isGone = true;
      stop?.();
    };
  }, [state]);
  return (
    <script
      ref={element}
      type="application/json"
      id={STATE_ID}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: state }}
    />
  );
}
