import { randomUUID } from 'node:crypto'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { testPassword } from './app.ts'
import { account, type EveryDeed, ofAccount, ofEnterprise } from './deed-inputs.ts'
import { anAccount, anActor, aSecret } from './factories.ts'
import { aToken, linksFor } from './people-inputs.ts'

/** The deeds on accounts, and on what opens them. */
export const peopleDeeds: Record<string, EveryDeed> = {
  createToken: {
    fields: 'secret token { id name }',
    meets: ['account'],
    input: async (place) => aToken(await place.integrator()),
  },
  revokeToken: {
    fields: 'token { id name }',
    meets: ['account'],
    input: async (place) => ({ tokenId: await place.token() }),
  },
  updateAccount: {
    ...account,
    meets: ['account', 'union'],
    input: async (place) => ({ ...(await ofAccount(place)), displayName: '数据大厅' }),
  },
  createLinks: {
    fields: 'links { id state }',
    meets: ['account', 'union'],
    input: async (place) => linksFor(await ofEnterprise(place)),
  },
  createIssueLink: {
    fields: 'link { id state }',
    meets: ['issue'],
    input: async (place) => ({ issueId: globalId('Issue', await place.issue()) }),
  },
  revokeLink: {
    fields: 'link { id state }',
    meets: ['account', 'union'],
    input: async (place) => ({ linkId: await place.link() }),
  },
  disableAccount: { ...account, meets: ['account', 'union'], input: ofAccount },
  liftLockout: { ...account, input: ofAccount },
  enableAccount: {
    ...account,
    meets: ['account', 'union'],
    input: async (place) => ({ accountId: globalId('Account', await place.disabled()) }),
  },
  setPassword: { ...account, input: async (place) => ({ ...(await ofAccount(place)), password: 'another password' }) },
  changePassword: {
    fields: 'viewer { id mustChangePassword }',
    meets: [],
    // with a password of its own, which the account of a place does not have
    actor: async (place) => anActor((await anAccount(place.union.unionId)).id),
    input: async () => ({ current: testPassword, password: 'another password' }),
  },
  endOwnSessions: {
    fields: 'viewer { id }',
    meets: [],
    input: async ({ command: { accountId } }) => {
      await aSecret(accountId)
      const { id } = await db.session.findFirstOrThrow({ where: { accountId }, orderBy: { id: 'desc' } })
      return { sessionIds: [globalId('OwnSession', id)] }
    },
  },
  createWallPairing: { fields: 'link', meets: ['union'], input: async () => ({ name: '大厅' }) },
  createAccount: {
    ...account,
    meets: ['union'],
    input: async () => ({ username: `u${randomUUID().slice(0, 8)}`, displayName: '新账号', role: 'WALL' }),
  },
}
