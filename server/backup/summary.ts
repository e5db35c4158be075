import type { Contents } from './format.ts'

/** How much a backup holds, in English and in Chinese, such as `31,204 rows of 40 tables, seq 3,120`. */
export function summaryOf({ header, rows }: Contents): { en: string; zh: string } {
  const total = grouped([...rows.values()].reduce((sum, count) => sum + count, 0))
  const heads = header.streams.filter(({ head }) => head > 0).map(({ head }) => grouped(head))
  const seq = heads.length > 0 ? heads.join(', ') : '0'
  return { en: `${total} rows of ${rows.size} tables, seq ${seq}`, zh: `${rows.size} 张表共 ${total} 行,事件号 ${seq}` }
}

/** A number of bytes in megabytes, such as `67 MB`, with two decimals below ten. */
export const megabytes = (bytes: number): string => `${grouped(bytes / 1_000_000, bytes < 10_000_000 ? 2 : 0)} MB`

/** A number with its thousands in groups, such as `31,204`. */
export const grouped = (value: number, decimals = 0): string =>
  value.toLocaleString('en', { maximumFractionDigits: decimals })
