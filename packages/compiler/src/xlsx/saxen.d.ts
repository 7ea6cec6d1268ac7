declare module "saxen" {
  /** Attributes of a tag, by name; `false` where they cannot be read. */
  type ReadAttributes = () => Readonly<Record<string, string>> | false;

  /** Streaming XML parser; see the package's README. */
  export class Parser {
    on(event: "openTag", listener: (name: string, attributes: ReadAttributes) => void): this;
    on(event: "closeTag", listener: (name: string) => void): this;
    on(event: "text" | "cdata", listener: (text: string) => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    write(xml: string): this;
    end(): Error | undefined;
  }
}
