import { parentPort, workerData } from 'node:worker_threads'
import { answerRoster, type RosterTask } from './parse.ts'

// Rosters are read in a thread of their own, so that no file, however large or hostile, stalls the server.
parentPort?.postMessage(await answerRoster(workerData as RosterTask))
