import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { squadEvents } from './events.ts'
import { lockSquad, readSquad, squadRetired } from './load.ts'
import { squadPayload } from './payload.ts'

const RetireSquadInput = builder.inputType('RetireSquadInput', {
  description: 'The squad that is no longer used. 要停用的小分队。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
  }),
})

/**
 * A squad is no longer used. Its visits, issues and members keep it, and its number is not given again. Its accounts are
 * disabled in the same deed.
 */
export const retireSquad = deed('retireSquad', {
  does: {
    en: 'Marks a squad as no longer used; its visits and issues keep it, and its number is not given again. The accounts of the squad and of its members are disabled.',
    zh: '停用小分队,以往的走访与问题仍归它名下,序号不再分配;小分队及队员的账号随之停用。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such squad', zh: '找不到小分队' },
    CONFLICT: {
      en: 'the squad is retired already, has a visit under way, or has one planned for today or later',
      zh: '小分队已停用,或正在走访,或今天及以后还有待访的站点',
    },
  },
  input: RetireSquadInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad' },
  payload: (t) => ({ ...squadPayload(t), ...disabledAccountsPayload(t, 'squadId') }),
  load: (actor, { squadId }) => ({
    lock: [...lockSquad(actor, squadId), accountsOf('squadId', squadId)],
    read: {
      squad: readSquad(actor, squadId),
      accounts: readAccountsOf('squadId', squadId),
      toCome: oneOrNull<ToCome>(Prisma.sql`
        SELECT v.id, e.name, (count(*) OVER ())::int AS count FROM "Visit" v JOIN "Enterprise" e ON e.id = v."enterpriseId"
        WHERE v."squadId" = ${squadId}::uuid AND v.state = 'PLANNED' AND v."plannedOn" >= ${localDate(now())}::date
        ORDER BY v."plannedOn", v.stop, v.id LIMIT 1`),
    },
  }),
  decide({ squad, accounts, toCome }, _, { at }) {
    if (squad.retiredAt) throw squadRetired(squad)
    if (squad.currentVisitId) throw atTheDoor(squad.currentVisitId)
    if (toCome) throw stopsToCome(toCome)
    const disabled = disableAccounts(accounts, at)
    return {
      subjectId: squad.id,
      writes: [update('Squad', squad.id, { retiredAt: at }), ...disabled.writes],
      events: [squadEvents.retired(squad, { accounts: accounts.length }), ...disabled.events],
    }
  },
})

/** The first stop that is still to come, and how many they are. */
type ToCome = Pick<Visit, 'id'> & { name: string; count: number }

const atTheDoor = (visitId: string) =>
  conflict(
    { zh: '小分队正在走访,请等它结束。', en: 'The squad is at an enterprise now: wait until it has finished.' },
    globalId('Visit', visitId),
  )

const stopsToCome = ({ id, name, count }: ToCome) =>
  conflict(
    {
      zh: `它今天及以后还有 ${count} 站待访(如 ${name}),请先改给别的小分队。`,
      en: `It still has ${count} stops to come, such as ${name}: give them to another squad first.`,
    },
    globalId('Visit', id),
  )
