declare module 'saxen' {
  type Decode = (text: string) => string

  /** What is used of the parser, which comes without types. */
  export class Parser {
    on(event: 'error', handle: (error: Error) => void): this
    on(event: 'openTag', handle: (name: string, attributes: () => object, decode: Decode) => void): this
    on(event: 'closeTag', handle: (name: string) => void): this
    on(event: 'text', handle: (text: string, decode: Decode) => void): this
    on(event: 'cdata', handle: (text: string) => void): this
    parse(xml: string): this
  }
}
