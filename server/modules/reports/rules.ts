import { localDate, now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { invalid, type Locale } from '#server/platform/errors.ts'
import { checkFilter, type ExportFilter } from './filter.ts'
import { signLink } from './link.ts'
import { allowExport, type ListName, lists } from './lists.ts'
import type { TableFormat } from './table-file.ts'

/** A list to be had as a file. */
export type ExportList = {
  list: ListName
  format: TableFormat
  unionId: string
  rosterId: string | null
  filter: ExportFilter
  locale: Locale
  origin: string
}

/** A link under which the list can be fetched for five minutes, as what the actor may see at that moment. */
export async function exportList(actor: Actor, wanted: ExportList) {
  const { list, format, unionId, rosterId, filter, locale } = wanted
  allowExport(actor, list)
  if ((list === 'ROSTER_REFUSED') !== (rosterId !== null)) {
    throw invalid('rosterId', { zh: '请指明是哪份名册。', en: 'Say which roster, and only for ROSTER_REFUSED.' })
  }
  checkFilter(list, filter)
  const { title } = await lists[list]({ viewer: actor, unionId, locale, rosterId, filter })
  const fileName = `${title}-${localDate(now())}.${format.toLowerCase()}`
  const { token, expiresAt } = await signLink({
    session: actor.sessionId,
    union: unionId,
    list,
    format,
    roster: rosterId,
    filter,
    locale,
    fileName,
  })
  return { url: `${wanted.origin}/downloads/${token}`, expiresAt, fileName }
}
