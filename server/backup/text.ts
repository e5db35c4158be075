import { endOfRows } from './format.ts'

const nothing = Buffer.alloc(0)
const end = Buffer.from(`${endOfRows}\n`)
const endAfterRow = Buffer.from(`\n${endOfRows}\n`)

/** What was to be read is not there, or something else is. */
export class Unexpected extends Error {}

/** Text that is read line by line where it says what follows, and in blocks of whole lines where rows follow. */
export class Text {
  private rest: Buffer = nothing
  private readonly chunks: AsyncIterator<Buffer>

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next line, without its end. */
  async line(): Promise<string> {
    for (;;) {
      const at = this.rest.indexOf(10)
      if (at >= 0) return this.take(at + 1).toString('utf8', 0, at)
      if (!(await this.more())) throw new Unexpected('it ends too early')
    }
  }

  /** The rows up to the line that ends them, in blocks of whole lines. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.endOfRows()
      const whole = at ?? this.rest.lastIndexOf(10) + 1
      if (whole > 0) yield this.take(whole)
      if (at !== undefined) {
        this.take(end.length)
        return
      }
      if (!(await this.more())) throw new Unexpected('it ends too early')
    }
  }

  /** Nothing may follow. */
  async end(): Promise<void> {
    if (this.rest.length > 0 || (await this.more())) throw new Unexpected('it goes on after its end')
  }

  /** Where the line that ends the rows begins, if it is here. */
  private endOfRows(): number | undefined {
    if (this.rest.subarray(0, end.length).equals(end)) return 0
    const at = this.rest.indexOf(endAfterRow)
    return at < 0 ? undefined : at + 1
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    return taken
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.chunks.next()
    if (done) return false
    this.rest = this.rest.length > 0 ? Buffer.concat([this.rest, value]) : value
    return true
  }
}

/** How many lines end in it. */
export function countLines(block: Buffer): number {
  let count = 0
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count += 1
  return count
}
