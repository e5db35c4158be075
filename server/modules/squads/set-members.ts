import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, type Read, root, sharedRoot } from '#server/log/load.ts'
import { insertAll, type NewRow, updateAll } from '#server/log/rows.ts'
import { readAgencies } from '#server/modules/agencies/load.ts'
import { accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { squadEvents } from './events.ts'
import { mostMembers } from './limits.ts'
import { readSquad, squadRetired } from './load.ts'
import { agencyIdsOf, checkMembers, memberRow, type RecordedMember, SquadMemberInput } from './members.ts'
import { squadPayload } from './payload.ts'

const SetSquadMembersInput = builder.inputType('SetSquadMembersInput', {
  description: 'The squad, and everybody who belongs to it from now on. 小分队及其全体队员。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    members: t.field({
      type: [SquadMemberInput],
      validate: z.array(z.any()).max(mostMembers),
      description:
        'All members in their order, at most 50. Whoever is not named leaves the squad; whoever had left and is named by memberId comes back. 全体队员,按顺序,至多 50 名;未列出的即退出,以 memberId 列出曾退出者即归队。',
    }),
  }),
})

/**
 * A squad's members are set as a whole: who is named by its id keeps its row, and who is not named leaves the squad. The
 * account of whoever leaves is disabled in the same deed, for a phone must not show the doors of a squad that its owner has
 * left.
 */
export const setSquadMembers = deed('setSquadMembers', {
  does: {
    en: 'Sets all members of a squad. Whoever is not named leaves it, and the member’s own account is disabled.',
    zh: '设定小分队的全体队员;未列出的即退出,本人账号随之停用。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such squad or agency, or the squad never had this member',
      zh: '找不到小分队、部门或队员',
    },
    INVALID: { en: 'a member is named twice', zh: '同一队员列出了两次' },
    CONFLICT: { en: 'the squad or an agency is retired', zh: '小分队或部门已停用' },
  },
  input: SetSquadMembersInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad', 'members.memberId': 'SquadMember', 'members.agencyId': 'Agency' },
  payload: (t) => ({ ...squadPayload(t), ...disabledAccountsPayload(t, 'squadId') }),
  load: (actor, { squadId, members }) => ({
    // the union, for whoever makes an account for a member has locked it
    lock: [sharedRoot('TradeUnion', actor.unionId), accountsOf('squadId', squadId), root('Squad', squadId)],
    read: {
      squad: readSquad(actor, squadId),
      recorded: readMembers(squadId),
      accounts: readAccountsOf('squadId', squadId),
      agencies: readAgencies(actor.unionId, agencyIdsOf(members)),
    },
  }),
  decide({ squad, recorded, accounts, agencies }, { members }, { at }) {
    if (squad.retiredAt) throw squadRetired(squad)
    checkMembers(members, recorded, agencies)
    const rows = members.map((member, index) => memberRow(squad, member, index + 1, recorded))
    const isNew = ({ id }: { id: string }) => !recorded.some((member) => member.id === id)
    const left = recorded.filter(({ id, retiredAt }) => !retiredAt && !rows.some((row) => row.id === id))
    const disabled = disableAccounts(
      accounts.filter(({ memberId }) => left.some(({ id }) => id === memberId)),
      at,
    )
    return {
      subjectId: squad.id,
      writes: [
        ...insertAll('SquadMember', rows.filter(isNew)),
        change(rows.filter((row) => !isNew(row))),
        updateAll(
          'SquadMember',
          left.map(({ id }) => id),
          { retiredAt: at },
        ),
        ...disabled.writes,
      ],
      events: [squadEvents.updated(squad, { what: 'members' }), ...disabled.events],
    }
  },
})

/** Reads all members that the squad has and had. */
const readMembers = (squadId: string): Read<RecordedMember[]> =>
  many(Prisma.sql`SELECT id, phone, "agencyId", "retiredAt" FROM "SquadMember" WHERE "squadId" = ${squadId}::uuid`)

/** Sets the columns of members that have a row. */
const change = (rows: readonly NewRow<'SquadMember'>[]): Prisma.Sql => Prisma.sql`
  UPDATE "SquadMember" m SET position = r.position, name = r.name, duties = r.duties, phone = r.phone,
    "agencyId" = r."agencyId", "retiredAt" = NULL
  FROM jsonb_populate_recordset(NULL::"SquadMember", ${JSON.stringify(rows)}::jsonb) r WHERE m.id = r.id`
