import { globalId } from '#server/platform/ids.ts'
import type { TestApp } from './app.ts'
import { type Caller, callerOf } from './caller.ts'
import { anAccount, aSecret, aSquad, aUnion } from './factories.ts'
import { aCreditCode } from './rosters.ts'

/** A union whose command centre enters visits, each of a squad and an enterprise that nobody else has anything with. */
export type Desk = { unionId: string; command: Caller }

/** A squad and an enterprise of a desk, by their global ids. */
export type Door = { squadId: string; enterpriseId: string }

/** A union with its command centre. */
export async function aDesk(app: TestApp): Promise<Desk> {
  const { id: unionId } = await aUnion()
  return { unionId, command: callerOf(app, await aSecret((await anAccount(unionId)).id)) }
}

/** Another squad and another enterprise. */
export async function aDoor({ unionId, command }: Desk): Promise<Door> {
  const entered = { name: '回坊食品', creditCode: aCreditCode() }
  const { enterprise } = await command.change<{ enterprise: { id: string } }>(
    'createEnterprise',
    entered,
    'enterprise { id }',
  )
  return { squadId: globalId('Squad', await aSquad(unionId)), enterpriseId: enterprise.id }
}
