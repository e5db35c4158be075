import { parentPort, workerData } from 'node:worker_threads'
import { parseRoster, type RosterFile } from './roster-parse.ts'
import { type RosterProblem, RosterTrouble } from './roster-problem.ts'

/** What the worker is given, and what it answers. */
export type RosterTask = { bytes: Uint8Array; fileName: string }
export type RosterAnswer = { file: RosterFile } | { reason: RosterProblem; header?: string }

/** A library's own complaint says nothing to an office: what it could not read is damaged. */
async function answer({ bytes, fileName }: RosterTask): Promise<RosterAnswer> {
  try {
    return { file: await parseRoster(bytes, fileName) }
  } catch (error) {
    return error instanceof RosterTrouble ? { reason: error.reason, header: error.header } : { reason: 'DAMAGED' }
  }
}

parentPort?.postMessage(await answer(workerData as RosterTask))
