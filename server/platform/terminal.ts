import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { StartError } from './start-error.ts'

/** Asks on the terminal; without one the answers are the lines of standard input. */
export class Questions {
  private hidden = false
  private readonly reader
  private readonly lines: AsyncIterator<string>

  constructor() {
    const output = new Writable({
      write: (chunk, _, done) => {
        if (!this.hidden) process.stdout.write(chunk)
        done()
      },
    })
    this.reader = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true })
    this.lines = this.reader[Symbol.asyncIterator]()
  }

  /** What is typed as an answer to a hidden question is not shown. */
  async ask(question: string, hidden = false): Promise<string> {
    process.stdout.write(`${question}: `)
    this.hidden = hidden
    const { value, done } = await this.lines.next()
    this.hidden = false
    if (hidden || !process.stdin.isTTY) process.stdout.write('\n')
    if (done) throw new StartError(`${question} is missing.`)
    return value.trim()
  }

  close(): void {
    this.reader.close()
  }
}

/** Asks one question, of a person only. */
export async function askOnce(question: string, hidden = false): Promise<string> {
  if (!process.stdin.isTTY) throw new StartError(`${question}: there is no terminal to ask on.`)
  const questions = new Questions()
  try {
    return await questions.ask(question, hidden)
  } finally {
    questions.close()
  }
}
