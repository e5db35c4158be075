import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { many, type Read, root, roots } from '#server/log/load.ts'
import { disableAccount } from '#server/modules/people/disable-account.ts'
import { readChairs } from '#server/modules/people/load.ts'
import { updateAccount } from '#server/modules/people/update-account.ts'
import { becameOf, kept } from '#server/modules/rosters/kept.ts'
import type { PlannedRow, RosterUndo } from '#server/modules/rosters/kind.ts'
import { hold, inReverse, subjectsOf, type TakenBack } from '#server/modules/rosters/taking-back.ts'
import type { AccountEntry } from './accounts.ts'

/** An account with whether somebody has signed in by it or anything refers to it. */
type Now = Account & { isUsed: boolean }

type Reads = { held: Read<object[]>; accounts: Read<Now[]>; chairs: Read<number> }

/** Accounts that the roster has made are gone where nobody has used them, so that their names are free. Ranks go back. */
export const undoAccounts: RosterUndo<AccountEntry, Reads> = {
  load({ unionId }, rows) {
    const ids = subjectsOf(rows)
    return {
      lock: [root('TradeUnion', unionId), roots('Account', ids)],
      read: { held: hold('Account', ids), accounts: readNow(unionId, ids), chairs: readChairs(unionId) },
    }
  },
  decide(rows, { accounts, chairs }, { actor, at }) {
    const now = new Map(accounts.map((account) => [account.id, account]))
    const moment = { actor, at, prepared: undefined }
    let chairsNow = Number(chairs)
    const isChair = ({ rank, disabledAt }: Account) => rank === 'CHAIR' && !disabledAt
    const remove = (account: Now, { displayName, role }: AccountEntry): TakenBack => {
      if (account.isUsed) return { outcome: kept('SIGNED_IN') }
      if (account.disabledAt || account.displayName !== displayName || account.role !== role) {
        return { outcome: kept('CHANGED') }
      }
      const state = { account, otherChairs: chairsNow - Number(isChair(account)), sessions: [] }
      const { events } = disableAccount.decide(state, { clientId: '', accountId: account.id }, moment)
      chairsNow -= Number(isChair(account))
      const writes = [Prisma.sql`DELETE FROM "Account" WHERE id = ${account.id}::uuid`]
      return { outcome: becameOf.nothing, effect: { writes, events } }
    }
    const setBack = (account: Now, { changes }: PlannedRow<AccountEntry>): TakenBack => {
      const { from, to } = changes.find(({ column }) => column === 'rank')!
      if (account.rank !== to) return { outcome: kept('CHANGED') }
      const rank = from as NonNullable<Account['rank']>
      const others = chairsNow - Number(isChair(account))
      const state = { account, member: null, zone: null, otherChairs: others }
      const effect = updateAccount.decide(state, { clientId: '', accountId: account.id, rank }, moment)
      now.set(account.id, { ...account, rank })
      chairsNow = others + Number(isChair({ ...account, rank }))
      return { outcome: becameOf.before, effect }
    }
    return inReverse(rows, (row) => {
      const account = now.get(row.subjectId ?? '')
      if (!account) return { outcome: kept('GONE') }
      return row.kind === 'CREATE' ? remove(account, row.entry!) : setBack(account, row)
    })
  },
}

/** The columns of other tables that name an account. */
const references = [
  ['Session', 'accountId'],
  ['Receipt', 'actorId'],
  ['PersonalLink', 'accountId'],
  ['PersonalLink', 'createdById'],
  ['WallPairing', 'accountId'],
  ['View', 'ownerId'],
  ['IssueEntry', 'actorId'],
  ['Paper', 'addedById'],
  ['Measure', 'recordedById'],
  ['Reminder', 'accountId'],
  ['ReminderSettings', 'accountId'],
  ['Absence', 'accountId'],
  ['Absence', 'deputyId'],
]

const readNow = (unionId: string, ids: readonly string[]): Read<Now[]> => {
  const uses = references.map(([table, column]) => `EXISTS (SELECT FROM "${table}" u WHERE u."${column}" = a.id)`)
  return many(Prisma.sql`
    SELECT a.*, (${Prisma.raw(uses.join(' OR '))}) AS "isUsed"
    FROM "Account" a WHERE a."unionId" = ${unionId}::uuid AND a.id = ANY(${[...ids]}::uuid[])`)
}
