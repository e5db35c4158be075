const terminalPauseMs = 200
const linePauseMs = 10_000

/**
 * Says on standard error how far long work is: on a terminal in one line that is written over, elsewhere in a new line
 * every ten seconds.
 */
export class Progress {
  private readonly work: string
  private readonly isTerminal = process.stderr.isTTY === true
  private shownAt = Date.now()
  private width = 0

  /** `work` names what is done, such as `Backing up`. */
  constructor(work: string) {
    this.work = work
  }

  /** Shows how far the work is, unless something was shown a moment ago. */
  show(position: string): void {
    if (Date.now() - this.shownAt < (this.isTerminal ? terminalPauseMs : linePauseMs)) return
    this.shownAt = Date.now()
    const line = `${this.work} … ${position}`
    process.stderr.write(this.isTerminal ? `\r${line.padEnd(this.width)}` : `${line}\n`)
    this.width = line.length
  }

  /** Clears the line on the terminal. To be called when the work has ended, however it ended. */
  end(): void {
    if (this.isTerminal && this.width > 0) process.stderr.write(`\r${' '.repeat(this.width)}\r`)
  }
}
