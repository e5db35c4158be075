import { parentPort, workerData } from 'node:worker_threads'
import { answerRoster, type RosterAnswer, type RosterFile, type RosterTask } from './parse.ts'

/** What the worker answers: the file without its rows, which come in parts as they are asked for. */
export type WorkerAnswer = Exclude<RosterAnswer, { file: unknown }> | { file: Omit<RosterFile, 'rows'>; count: number }

// a part is taken apart in a few milliseconds
const rowsOfPart = 500

// Rosters are read in a thread of their own, so that no file, however large or hostile, stalls the server.
const answer = await answerRoster(workerData as RosterTask)
if ('reason' in answer) parentPort!.postMessage(answer)
else {
  const { rows, ...file } = answer.file
  let sent = 0
  parentPort!.on('message', () => {
    parentPort!.postMessage(rows.slice(sent, sent + rowsOfPart))
    sent += rowsOfPart
  })
  parentPort!.postMessage({ file, count: rows.length } satisfies WorkerAnswer)
}
