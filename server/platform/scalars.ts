import { z } from 'zod'
import { AppError, type Sentence } from './errors.ts'

const dateTime = z.iso.datetime({ offset: true })
const date = z.iso.date()
const timeOfDay = z.iso.time({ precision: -1 })
const uuid = z.guid()
const file = z.object({ name: z.string(), arrayBuffer: z.function() })

/** The error INVALID without a field: GraphQL adds which variable it was. */
const unreadable = (sentence: Sentence) => new AppError('INVALID', sentence)

/**
 * Reads a moment as ISO 8601 text with a zone. Throws INVALID for anything else, and for years before 2000 or after
 * 2100, which are typing errors.
 */
export function parseDateTime(value: unknown): Date {
  const text = dateTime.safeParse(value)
  const time = text.success ? new Date(text.data) : null
  if (!time || time.getUTCFullYear() < 2000 || time.getUTCFullYear() > 2100) {
    throw unreadable({ zh: '时刻须为带时区的 ISO 8601 格式。', en: 'A DateTime is ISO 8601 with a zone.' })
  }
  return time
}

/**
 * Reads a date as YYYY-MM-DD. Throws INVALID for anything else, for a day that does not exist, and for years outside
 * 2000 to 2099.
 */
export function parseDate(value: unknown): string {
  const text = date.safeParse(value)
  if (!text.success || text.data < '2000' || text.data > '2100') {
    throw unreadable({ zh: '日期须为 YYYY-MM-DD。', en: 'A Date is YYYY-MM-DD.' })
  }
  return text.data
}

/** Reads a local time of day as HH:MM. Throws INVALID for anything else. */
export function parseTimeOfDay(value: unknown): string {
  const text = timeOfDay.safeParse(value)
  if (!text.success)
    throw unreadable({ zh: '时间须为 HH:MM,24 小时制。', en: 'A TimeOfDay is HH:MM, from 00:00 to 23:59.' })
  return text.data
}

/** Reads a UUID and answers with it in lower case. Throws INVALID for anything else. */
export function parseUuid(value: unknown): string {
  const text = uuid.safeParse(value)
  if (!text.success) throw unreadable({ zh: '编号须为 UUID。', en: 'A UUID is expected.' })
  return text.data.toLowerCase()
}

/** Reads a file of a multipart request. Throws INVALID for anything else. */
export function parseUpload(value: unknown): File {
  if (file.safeParse(value).success) return value as File
  throw unreadable({ zh: '请以 multipart 方式上传文件。', en: 'A file is expected, sent as multipart/form-data.' })
}
