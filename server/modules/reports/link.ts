import { z } from 'zod'
import { RosterKind } from '#codegen/prisma/enums.ts'
import { minuteMs, now } from '#server/platform/clock.ts'
import { signedLinks } from '#server/platform/signed-links.ts'
import type { ExportFilter } from './filter.ts'
import type { ListName } from './lists.ts'

const lifetimeMs = 5 * minuteMs

const content = z.object({
  session: z.string(),
  union: z.string(),
  list: z.custom<ListName>((value) => typeof value === 'string'),
  format: z.enum(['XLSX', 'CSV']),
  roster: z.string().nullable(),
  kind: z.enum(RosterKind).nullable(),
  filter: z.custom<ExportFilter>((value) => typeof value === 'object' && value !== null),
  locale: z.enum(['zh', 'en']),
  fileName: z.string(),
  reason: z.string(),
})

/** What a download link asks for. The rights of its session are read again when the link is used. */
export type Link = z.infer<typeof content>

/** The links by which lists are downloaded. */
export const exportLinks = signedLinks('downloads', content)

/** Makes the token of a download link, which is valid for five minutes, and the moment at which it expires. */
export async function signLink(link: Link): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(now().getTime() + lifetimeMs)
  return { token: await exportLinks.sign(link, expiresAt), expiresAt }
}
