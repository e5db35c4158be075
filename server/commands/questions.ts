import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { StartError } from '#server/platform/start-error.ts'

/** Asks questions on the terminal. Without a terminal the lines of standard input are the answers. */
export class Questions {
  private isHidden = false
  private readonly reader
  private readonly lines: AsyncIterator<string>

  /** `signal` ends a question that waits for its answer. */
  constructor(signal: AbortSignal) {
    const output = new Writable({
      write: (chunk, _, done) => {
        if (!this.isHidden) process.stdout.write(chunk)
        done()
      },
    })
    this.reader = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true, signal })
    this.lines = this.reader[Symbol.asyncIterator]()
  }

  /**
   * The answer without the spaces around it. What is typed as the answer to a hidden question is not shown. Throws a
   * StartError when standard input has ended.
   */
  async ask(question: string, { hidden = false } = {}): Promise<string> {
    process.stdout.write(`${question}: `)
    this.isHidden = hidden
    const { value, done } = await this.lines.next()
    this.isHidden = false
    if (hidden || !process.stdin.isTTY) process.stdout.write('\n')
    if (done) throw new StartError(`${question} is missing.`)
    return value.trim()
  }

  /** Lets go of standard input, so that the process can end. */
  close(): void {
    this.reader.close()
  }
}

/** Asks a person one question. Throws a StartError when there is no terminal. */
export async function askOnce(question: string, signal: AbortSignal, hidden = false): Promise<string> {
  if (!process.stdin.isTTY) throw new StartError(`${question}: there is no terminal to ask on.`)
  const questions = new Questions(signal)
  try {
    return await questions.ask(question, { hidden })
  } finally {
    questions.close()
  }
}
