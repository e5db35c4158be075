import type { Worker } from 'node:worker_threads'
import { startThread } from '#server/platform/thread.ts'
import { RosterFileError } from './errors.ts'
import { type AnyKind, headerPlanOf } from './kind.ts'
import type { RosterAnswer, RosterFile, RosterRow, RosterTask } from './parse.ts'
import { rosterLimits } from './problem.ts'
import type { WorkerAnswer } from './worker.ts'

let last: Promise<unknown> = Promise.resolve()

/** What is said of the headers of a file, now or of earlier files with the same. */
export type HeaderKnowledge = Pick<RosterTask, 'isHeaderOptional' | 'mapping' | 'remembered'>

/**
 * Reads a roster of this kind in a worker thread, one file at a time. Throws a RosterFileError where the file cannot be read.
 */
export async function readRosterFile(
  bytes: Uint8Array,
  fileName: string,
  kind: AnyKind,
  knowledge: HeaderKnowledge = {},
): Promise<RosterFile> {
  if (bytes.length === 0) throw new RosterFileError('EMPTY', kind)
  if (bytes.length > rosterLimits.bytes) throw new RosterFileError('TOO_LARGE', kind)
  const turn = last.then(() => ask({ bytes, fileName, plan: headerPlanOf(kind), ...knowledge }))
  last = turn.catch(() => undefined)
  const answer = await turn
  if ('reason' in answer) throw new RosterFileError(answer.reason, kind, answer)
  return answer.file
}

// A fault of the file may end the thread in any way, and none of them says that the server is busy.
async function ask(task: RosterTask): Promise<RosterAnswer> {
  const worker = startWorker(task)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<RosterAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ reason: 'TOO_SLOW' }), rosterLimits.seconds * 1000)
      worker.once('message', (answer: WorkerAnswer) => {
        if ('reason' in answer) return resolve(answer)
        const rows: RosterRow[] = []
        const next = () =>
          rows.length < answer.count ? worker.postMessage('more') : resolve({ file: { ...answer.file, rows } })
        worker.on('message', (part: RosterRow[]) => {
          rows.push(...part)
          next()
        })
        next()
      })
      worker.once('error', ({ code }: NodeJS.ErrnoException) =>
        resolve({ reason: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'UNPACKS_TOO_LARGE' : 'DAMAGED' }),
      )
      worker.once('exit', () => resolve({ reason: 'DAMAGED' }))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

const startWorker = (workerData: RosterTask): Worker =>
  startThread({
    built: 'roster-worker.js',
    source: new URL(/* @vite-ignore */ 'worker.ts', import.meta.url),
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: rosterLimits.heapMb },
  })
