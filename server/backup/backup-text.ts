import { endOfRows } from './format.ts'

const nothing = Buffer.alloc(0)
const end = Buffer.from(`${endOfRows}\n`)
const endAfterRow = Buffer.from(`\n${endOfRows}\n`)

/** The text of a backup is not what the format says; the message names the difference. */
export class UnexpectedText extends Error {}

/**
 * Reads the text of a backup: single lines where the format has one, and the rows of a table in blocks of whole lines.
 */
export class BackupText {
  private rest: Buffer = nothing
  private readonly chunks: AsyncIterator<Buffer>

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next line, without the character that ends it. Throws an UnexpectedText when the text ends before it. */
  async line(): Promise<string> {
    for (;;) {
      const at = this.rest.indexOf(10)
      if (at >= 0) return this.take(at + 1).toString('utf8', 0, at)
      if (!(await this.more())) throw new UnexpectedText('it ends too early')
    }
  }

  /**
   * The rows before the line that ends them, in blocks of whole lines. Throws an UnexpectedText when that line is
   * missing.
   */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.endOfRows()
      const whole = at ?? this.rest.lastIndexOf(10) + 1
      if (whole > 0) yield this.take(whole)
      if (at !== undefined) {
        this.take(end.length)
        return
      }
      if (!(await this.more())) throw new UnexpectedText('it ends too early')
    }
  }

  /** Throws an UnexpectedText when the text goes on. */
  async end(): Promise<void> {
    if (this.rest.length > 0 || (await this.more())) throw new UnexpectedText('it goes on after its end')
  }

  /** Where the line that ends the rows begins, or undefined when it is not in what was read so far. */
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

  /** Reads on up to a chunk in which a line ends, since the line of a photo goes over many. False where nothing is left. */
  private async more(): Promise<boolean> {
    const chunks: Buffer[] = []
    for (let isWhole = false; !isWhole; ) {
      const { value, done } = await this.chunks.next()
      if (done) break
      chunks.push(value)
      isWhole = value.includes(10)
    }
    this.rest = Buffer.concat([this.rest, ...chunks])
    return chunks.length > 0
  }
}

/** The number of lines that end in the block. */
export function countLines(block: Buffer): number {
  let count = 0
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count += 1
  return count
}
