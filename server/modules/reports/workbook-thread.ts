import { parentPort, workerData } from 'node:worker_threads'
import writeWorkbook, { type Cell } from 'write-excel-file/node'

/** A value as a cell has it; a Date is the local time as if it were UTC. */
export type CellValue = string | number | Date | null

/** A sheet but for its rows. */
type Sheet = { sheet: string; columns: { width: number }[] }

/** What the thread is given before the rows. */
export type WorkbookTask = Sheet & { headers: string[]; guide: (Sheet & { lines: string[][] }) | null }

// A workbook is put together in a thread of its own: five thousand rows take half a second in which nothing else is done.
const { headers, guide, ...sheet } = workerData as WorkbookTask
const data: Cell[][] = [headers.map((value) => ({ value, type: String, fontWeight: 'bold' }))]

function cellOf(value: CellValue): Cell {
  if (value === null) return null
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd hh:mm' }
  return typeof value === 'number' ? { value, type: Number } : { value, type: String, format: '@' }
}

/** The sheet that says how the first is filled in. */
const guideSheet = ({ lines, ...rest }: NonNullable<WorkbookTask['guide']>) => ({
  ...rest,
  data: lines.map((line, index) =>
    line.map(
      (value): Cell => ({ value, type: String, format: '@', wrap: true, ...(index === 0 && { fontWeight: 'bold' }) }),
    ),
  ),
})

async function workbook(): Promise<Buffer> {
  const options = { ...sheet, stickyRowsCount: 1 }
  if (!guide) return await writeWorkbook(data, options).toBuffer()
  return await writeWorkbook([{ data, ...options }, guideSheet(guide)]).toBuffer()
}

parentPort!.on('message', async (rows: CellValue[][] | null) => {
  if (rows) for (const row of rows) data.push(row.map(cellOf))
  else parentPort!.postMessage(await workbook())
})
