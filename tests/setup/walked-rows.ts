import { randomUUID } from 'node:crypto'
import type { SmallUnion } from './small-union.ts'

/** What the rows of the lists belong to. The test sets it before it walks a list. */
export const world = {} as { union: SmallUnion; visitId: string; integrator: string; zoneId: string }

export const dayOf = (n: number) => new Date(Date.UTC(2020, 2, 20 + (n % 3)))
export const ownUnion = () => ({ id: randomUUID(), unionId: world.union.unionId })
export const ofEnterprise = () => ({ ...ownUnion(), enterpriseId: world.union.enterprises[0] })
export const visit = (n: number) => ({
  ...ofEnterprise(),
  squadId: world.union.squads[n % 2]!.squadId!,
  plannedOn: dayOf(n >> 1),
  stop: 1 + (n % 5),
})
export const issue = () => ({
  ...ofEnterprise(),
  visitId: world.visitId,
  ...({ kind: 'BLOCKAGE', category: 'RENT', severity: 'LOW', source: 'CALL' } as const),
  title: '房租',
  openedAt: new Date(),
})
export const order = () => ({ ...ofEnterprise(), itemId: world.union.mask, requested: 5 })
export const account = (n: number) => ({
  ...ownUnion(),
  username: `${n % 7}-${randomUUID()}`,
  displayName: '',
  role: 'SQUAD' as const,
})
export const token = (n: number) => ({
  ...ownUnion(),
  accountId: world.integrator,
  kind: 'TOKEN' as const,
  secretHash: randomUUID(),
  createdAt: dayOf(n),
  expiresAt: new Date('2030-01-01'),
})

export const link = (n: number) => ({
  ...ownUnion(),
  batchId: randomUUID(),
  accountId: world.union.command.accountId,
  createdById: world.union.command.accountId,
  purpose: 'SET_PASSWORD' as const,
  secretHash: randomUUID(),
  createdAt: dayOf(n),
  expiresAt: new Date('2030-01-01'),
})

export const roster = (n: number) => ({
  ...ownUnion(),
  actorId: world.union.command.accountId,
  fileName: `名册${n % 5}.csv`,
  headers: [],
  rows: [],
  createdAt: dayOf(n),
})
