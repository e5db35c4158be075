import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import SchemaBuilder from '@pothos/core'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin, { decodeGlobalID } from '@pothos/plugin-relay'
import { PrismaPg } from '@prisma/adapter-pg'
import { createYoga } from 'graphql-yoga'
import type PrismaTypes from '#codegen/pothos.ts'
import { getDatamodel } from '#codegen/pothos.ts'
import { PrismaClient } from '#codegen/prisma/client.ts'
import { answering } from '#tests/bench/children.ts'
import { draft, type Holder, type NewIssue } from './pg.ts'
import { listening } from './serve.ts'

/** Yoga + Pothos + Prisma as their manuals set them up, with the part of our schema that the benchmarks ask for. */
const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL!, max: 10 }) })

const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes
  Context: { holder: Holder }
  DefaultFieldNullability: false
  Scalars: { DateTime: { Input: Date; Output: Date }; ID: { Input: string; Output: string } }
}>({
  plugins: [PrismaPlugin, RelayPlugin],
  defaultFieldNullability: false,
  prisma: { client: db, dmmf: getDatamodel() },
  relay: {},
  // the type of every builder asks for what the plug-ins of ours need
  ...({} as { scopeAuth: never }),
})
builder.scalarType('DateTime', { serialize: (value) => value.toISOString() })

const Text = { type: 'String' } as const

builder.prismaNode('Zone', { id: { field: 'id' }, fields: (t) => ({ name: t.exposeString('name') }) })
builder.prismaNode('Enterprise', {
  id: { field: 'id' },
  fields: (t) => ({
    name: t.exposeString('name'),
    creditCode: t.exposeString('creditCode', { nullable: true }),
    address: t.exposeString('address'),
    industry: t.exposeString('industry'),
    headcount: t.exposeInt('headcount', { nullable: true }),
    resumption: t.expose('resumption', Text),
    progress: t.expose('progress', Text),
    openIssues: t.exposeInt('openIssues'),
    zone: t.relation('zone', { nullable: true }),
  }),
})
builder.prismaNode('Issue', {
  id: { field: 'id' },
  fields: (t) => ({
    kind: t.expose('kind', Text),
    severity: t.expose('severity', Text),
    title: t.exposeString('title'),
    status: t.expose('status', Text),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    enterprise: t.relation('enterprise'),
  }),
})

builder.queryType({
  fields: (t) => ({
    enterprises: t.prismaConnection({
      type: 'Enterprise',
      cursor: 'id',
      maxSize: 100,
      resolve: (query, _, __, { holder }) =>
        db.enterprise.findMany({ ...query, where: { unionId: holder.unionId }, orderBy: { id: 'asc' } }),
    }),
  }),
})

const Payload = builder.objectRef<{ clientId: string; seq: number; issueId: string }>('OpenIssuePayload').implement({
  fields: (t) => ({
    clientId: t.exposeString('clientId'),
    seq: t.exposeInt('seq'),
    issue: t.prismaField({
      type: 'Issue',
      resolve: (query, { issueId }, _, { holder }) =>
        db.issue.findFirstOrThrow({ ...query, where: { id: issueId, unionId: holder.unionId } }),
    }),
  }),
})

const Input = builder.inputType('OpenIssueInput', {
  fields: (t) => ({
    clientId: t.string({ required: true }),
    enterpriseId: t.id({ required: true }),
    kind: t.string({ required: true }),
    category: t.string({ required: true }),
    severity: t.string({ required: true }),
    source: t.string({ required: true }),
    title: t.string({ required: true }),
  }),
})

builder.mutationType({
  fields: (t) => ({
    openIssue: t.field({
      type: Payload,
      args: { input: t.arg({ type: Input, required: true }) },
      resolve: (_, { input }, { holder }) =>
        openIssue(holder, { ...input, enterpriseId: decodeGlobalID(input.enterpriseId).id }),
    }),
  }),
})

function openIssue({ accountId, unionId }: Holder, input: NewIssue) {
  const { clientId, enterpriseId, ...issue } = input
  return db.$transaction(async (tx) => {
    const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
    await tx.receipt.create({ data: { actorId: accountId, clientId, mutation: 'openIssue', inputHash } })
    await tx.enterprise.findFirstOrThrow({ where: { id: enterpriseId, unionId } })
    const { openIssues } = await tx.enterprise.update({
      where: { id: enterpriseId },
      data: { openIssues: { increment: 1 } },
    })
    const at = new Date()
    const { id } = await tx.issue.create({ data: { ...issue, unionId, enterpriseId, openedAt: at } as never })
    const events = JSON.stringify([draft(id, enterpriseId, issue, { at, openIssues })])
    const [row] = await tx.$queryRaw<
      { seq: number }[]
    >`SELECT append_events(${unionId}::uuid, ${accountId}::uuid, now(),
      ${at}::timestamptz, ${clientId}::uuid, ${id}::uuid, ${events}::jsonb) AS seq`
    return { clientId, seq: row!.seq, issueId: id }
  })
}

async function holderOf(header: string | null): Promise<Holder> {
  const secretHash = createHash('sha256')
    .update(header?.replace(/^Bearer /, '') ?? '')
    .digest('base64url')
  const { account } = await db.session.findFirstOrThrow({
    where: { secretHash, endedAt: null, expiresAt: { gt: new Date() }, account: { disabledAt: null } },
    include: { account: true },
  })
  return { accountId: account.id, unionId: account.unionId }
}

const yoga = createYoga({
  schema: builder.toSchema(),
  logging: false,
  context: async ({ request }) => ({ holder: await holderOf(request.headers.get('authorization')) }),
})

const url = await listening(createServer(yoga))
answering(async () => url)
