import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
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
 * disabled in the same deed. It has no stop left that is planned, for nobody could carry that over any more.
 */
export const retireSquad = deed('retireSquad', {
  does: {
    en: 'Marks a squad as no longer used; its visits and issues keep it, and its number is not given again. The accounts of the squad and of its members are disabled.',
    zh: '停用小分队,以往的走访与问题仍归它名下,序号不再分配;小分队及队员的账号随之停用。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such squad', zh: '找不到小分队' },
    CONFLICT: {
      en: 'the squad is retired already, has a visit under way, or has a stop that is still planned, on whatever day',
      zh: '小分队已停用,或正在走访,或还有待访的站点(不论哪天)',
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
      planned: oneOrNull<Planned>(Prisma.sql`
        SELECT v.id, e.name, v."plannedOn"::text AS "plannedOn", (count(*) OVER ())::int AS count
        FROM "Visit" v JOIN "Enterprise" e ON e.id = v."enterpriseId"
        WHERE v."squadId" = ${squadId}::uuid AND v.state = 'PLANNED' ORDER BY v."plannedOn", v.stop, v.id LIMIT 1`),
    },
  }),
  decide({ squad, accounts, planned }, _, { at }) {
    if (squad.retiredAt) throw squadRetired(squad)
    if (squad.currentVisitId) throw atTheDoor(squad.currentVisitId)
    if (planned) throw stopsPlanned(planned)
    const disabled = disableAccounts(accounts, at)
    return {
      subjectId: squad.id,
      writes: [update('Squad', squad.id, { retiredAt: at }), ...disabled.writes],
      events: [squadEvents.retired(squad, { accounts: accounts.length }), ...disabled.events],
    }
  },
})

/** The first stop that is planned still, and how many they are. */
type Planned = Pick<Visit, 'id'> & { name: string; plannedOn: string; count: number }

const atTheDoor = (visitId: string) =>
  conflict(
    { zh: '小分队正在走访,请等它结束。', en: 'The squad is at an enterprise now: wait until it has finished.' },
    globalId('Visit', visitId),
  )

const stopsPlanned = ({ id, name, plannedOn, count }: Planned) =>
  conflict(
    {
      zh: `它还有 ${count} 站待访(如 ${plannedOn} 的 ${name}),请先改给别的小分队或跳过。`,
      en: `It still has ${count} planned stops, such as ${name} on ${plannedOn}: give them to another squad, or skip them first.`,
    },
    globalId('Visit', id),
  )
