import { z } from 'zod'
import { AppError, type Sentence } from './errors.ts'

const dateTime = z.iso.datetime({ offset: true })
const date = z.iso.date()
const uuid = z.guid()
const file = z.object({ name: z.string(), arrayBuffer: z.function() })

/** INVALID; which field is at fault is known to whoever reads the variables. */
const refused = (sentence: Sentence) => new AppError('INVALID', sentence)

/** An ISO 8601 moment with zone, between 2000 and 2100: others are typing errors. */
export function parseDateTime(value: unknown): Date {
  const text = dateTime.safeParse(value)
  const time = text.success ? new Date(text.data) : null
  if (!time || time.getUTCFullYear() < 2000 || time.getUTCFullYear() > 2100) {
    throw refused({ zh: '时刻须为带时区的 ISO 8601 格式。', en: 'A DateTime is ISO 8601 with a zone.' })
  }
  return time
}

/** A date that exists, YYYY-MM-DD, between 2000 and 2100. */
export function parseDate(value: unknown): string {
  const text = date.safeParse(value)
  if (!text.success || text.data < '2000' || text.data > '2100') {
    throw refused({ zh: '日期须为 YYYY-MM-DD。', en: 'A Date is YYYY-MM-DD.' })
  }
  return text.data
}

/** A UUID in lower case. */
export function parseUuid(value: unknown): string {
  const text = uuid.safeParse(value)
  if (!text.success) throw refused({ zh: '编号须为 UUID。', en: 'A UUID is expected.' })
  return text.data.toLowerCase()
}

/** A file of a multipart request: nothing else can be read as one. */
export function parseUpload(value: unknown): File {
  if (file.safeParse(value).success) return value as File
  throw refused({ zh: '请以 multipart 方式上传文件。', en: 'A file is expected, sent as multipart/form-data.' })
}
