import { readdirSync, readFileSync } from 'node:fs'

/** The milliseconds of CPU that these processes of this machine have used, by Linux's /proc. Those that have ended are left out. */
export const cpuMs = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + (ticksOf(pid) ?? 0) * 10, 0)

/** The processes of the PostgreSQL in this folder: its connections and its helpers. */
export function postgresPids(dataDir: string): number[] {
  const postmaster = Number(readFileSync(`${dataDir}/postmaster.pid`, 'utf8').split('\n')[0])
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return [postmaster, ...all.filter((pid) => fieldsOf(pid)?.[1] === String(postmaster))]
}

// fields 14 and 15 of the line: time in the program and in the kernel, in hundredths of a second
function ticksOf(pid: number): number | null {
  const fields = fieldsOf(pid)
  return fields && Number(fields[11]) + Number(fields[12])
}

/** What follows the name in a process's line, which may hold spaces; null where it has ended. */
function fieldsOf(pid: number): string[] | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
