import type { Contact } from '#codegen/prisma/client.ts'
import { audit, doneBy } from '#server/log/audit.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf } from '#server/platform/clock.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { gated } from '#server/platform/gated.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { squadsAtHand, stopsAtHand } from './access.ts'
import { mostNumbers } from './limits.ts'

const ContactPhoneRef = builder.objectRef<Pick<Contact, 'id' | 'phone'>>('ContactPhone').implement({
  description: 'The phone number of a contact in full. 联系人的完整电话。',
  fields: (t) => ({
    contactId: t.id({
      description: 'The global id of the contact. 联系人的编号。',
      resolve: ({ id }) => globalId('Contact', id),
    }),
    phone: t.exposeString('phone', { description: 'The phone number in full. 完整的电话号码。' }),
  }),
})

builder.queryField('phonesOfStops', (t) =>
  t.field({
    type: [ContactPhoneRef],
    ...gated,
    ...most(mostNumbers),
    description:
      'The phone numbers in full of whom to call at the stops of a squad on a day and at its earlier ones that are not finished, for use without a signal; the audit has each such fetch with their number. FORBIDDEN: you are neither the command centre nor that squad. NOT_FOUND: you see no such squad. INVALID: the id is not valid. 小分队当天各站点及以前未完成站点的联系人完整电话,供没有信号时使用;每次读取连同条数记入审计。FORBIDDEN:不是指挥中心,也不是这支小分队。NOT_FOUND:找不到小分队。INVALID:编号无效。',
    args: {
      squadId: t.arg.id({ description: 'The global id of the squad. 小分队的编号。' }),
      on: t.arg({ type: 'Date', description: 'The day of the stops. 站点的日期。' }),
    },
    resolve: async (_, { squadId: squad, on }, context) => {
      const actor = signedIn(context)
      allow(actor, 'COMMAND', 'SQUAD')
      const squadId = rowId('Squad', String(squad), 'squadId')
      const isOwn = actor.role === 'COMMAND' || actor.squadId === squadId
      const squads = await db.squad.count({ where: { AND: [{ id: squadId }, squadsAtHand(actor)] } })
      if (!isOwn || squads === 0) throw notFound('squadId')
      const day = dateOf(String(on))
      const ofDay = {
        OR: [{ plannedOn: day }, { plannedOn: { lt: day }, state: { in: ['PLANNED' as const, 'ARRIVED' as const] } }],
      }
      const visits = { some: { AND: [stopsAtHand(actor, squadId), ofDay] } }
      const numbers = await db.contact.findMany({
        where: { phone: { not: '' }, enterprise: { visits } },
        select: { id: true, phone: true },
        orderBy: { id: 'asc' },
        take: mostNumbers,
      })
      const taken = { list: 'STOPS', filter: { squadId: String(squad), on: String(on) }, rows: numbers.length }
      await audit({ ...doneBy(actor, context.address), kind: 'REVEAL', ...taken })
      return numbers
    },
  }),
)
