import { z } from 'zod'
import type { Enterprise } from '#codegen/prisma/client.ts'
import { audit, doneBy } from '#server/log/audit.ts'
import { searchesNumbers } from '#server/modules/enterprises/access.ts'
import { readCreditCode } from '#server/modules/enterprises/credit-code.ts'
import { entryChecks } from '#server/modules/enterprises/entry.ts'
import { builder } from '#server/platform/builder.ts'
import { type Actor, allow, signedIn, type Viewer } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { isMasked, maskPhone } from '#server/platform/phones.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { knownAsDoubles } from './access.ts'
import { type CandidateRow, candidateOf, candidates, known, likelyAmong } from './candidates.ts'
import { type DoubleReason, DoubleReasonEnum } from './enums.ts'
import { mostLikely, mostOfOneName } from './limits.ts'
import { isPutAway } from './put-away.ts'
import { readShown } from './shown.ts'

/** An enterprise that another one is likely to be, and why. */
type Likely = { enterprise: Enterprise; reasons: DoubleReason[] }

const likelyRef = builder.objectRef<Likely>('LikelyDouble').implement({
  description:
    'An enterprise of the register that the one which is entered is likely to be. 可能与所填企业重复的企业。',
  fields: (t) => ({
    enterprise: t.field({
      type: 'Enterprise',
      description: 'The enterprise of the register. 登记的企业。',
      resolve: ({ enterprise }) => enterprise,
    }),
    reasons: t.field({
      type: [DoubleReasonEnum],
      ...most(2),
      description: 'Why it is likely to be the same. 可能重复的理由。',
      resolve: ({ reasons }) => reasons,
    }),
  }),
})

/** Reads the enterprises in use that have this name or credit code, the oldest first, but for the one that is edited. */
const readAlike = (viewer: Viewer, name: string, creditCode: string, editedId: string | null) =>
  db.$queryRaw<CandidateRow[]>`
    ${candidates}
    WHERE e.id IN (
      (SELECT id FROM "Enterprise"
      WHERE "unionId" = ANY(${[...viewer.unionIds]}::uuid[]) AND "retiredAt" IS NULL AND name_form(name) = name_form(${name})
      ORDER BY id DESC LIMIT ${mostOfOneName})
      UNION SELECT id FROM "Enterprise"
      WHERE "unionId" = ANY(${[...viewer.unionIds]}::uuid[]) AND "retiredAt" IS NULL AND "creditCode" = ${creditCode}
    ) AND e.id IS DISTINCT FROM ${editedId}::uuid AND NOT ${isPutAway(editedId)} AND ${knownAsDoubles.sql(viewer, 'e')}
    ORDER BY e.id`

builder.queryField('likelyDoubles', (t) =>
  t.field({
    type: [likelyRef],
    ...most(mostLikely),
    description:
      'The enterprises in use that one which is being entered or edited is likely to be, the surest first, at most five: those with its credit code, and those with its name, whatever the brackets and width, at the same address, maybe in other words, with the same phone where the command centre asks, or with nothing that tells them apart. One with another credit code at another place is another enterprise, and so is one that was dismissed (dismissDouble). FORBIDDEN: you are neither the command centre nor a squad. NOT_FOUND: the id is one of another type. INVALID: a value or the id is not valid. 在册企业中可能与正在填写的企业重复的,把握大的在前,至多五家:信用代码相同的,以及名称相同(括号、全半角不计)且地址相同(写法可不同)、电话相同(仅指挥中心)或别无区别的;代码不同且地址不同的,以及已说明不是同一家的,不在其内。FORBIDDEN:不是指挥中心或小分队。NOT_FOUND:编号属于其他类型。INVALID:所填或编号无效。',
    args: {
      name: t.arg.string({
        validate: entryChecks.name,
        description: 'The name as far as it is typed, 2 to 100 characters. 已填写的名称,2 至 100 字。',
      }),
      creditCode: t.arg.string({
        required: false,
        validate: entryChecks.creditCode,
        description:
          'The credit code as far as it is typed; one that is not valid counts as none. 已填写的信用代码,不完整或无效的视为没有。',
      }),
      address: t.arg.string({
        required: false,
        validate: line(0, 200),
        description: 'Where it works, up to 200 characters. 经营地址,至多 200 字。',
      }),
      phones: t.arg.stringList({
        required: false,
        validate: z.array(z.string().max(40)).max(3),
        description:
          'The phone numbers of its contacts, at most 3. Only those of the command centre are compared, and where one is the same the audit has it as a number that was shown. 联系人的电话,至多 3 个;只比较指挥中心所填的,相同的按“查看电话”记入审计。',
      }),
      enterpriseId: t.arg.id({
        required: false,
        description:
          'The global id of the enterprise that is edited, which is no double of itself. 正在修改的企业的编号。',
      }),
    },
    resolve: async (_, { name, creditCode, address, phones, enterpriseId }, context, info) => {
      const viewer = signedIn(context)
      allow(viewer, 'COMMAND', 'SQUAD')
      const read = readCreditCode(creditCode ?? '')
      const code = 'code' in read ? read.code : ''
      const edited = optionalRowId('Enterprise', enterpriseId, 'enterpriseId')
      const told = {
        name,
        creditCode: code,
        addresses: [address ?? ''],
        phones: searchesNumbers(viewer) ? await wholePhones(viewer, phones ?? [], edited) : [],
      }
      const entered = candidateOf(told)
      const alike = await readAlike(viewer, name, code, edited)
      const likely = likelyAmong(entered, alike.map(known)).slice(0, mostLikely)
      const ids = likely.map((each) => each.known.id)
      const typed = (phones ?? []).some((phone) => !isMasked(phone))
      if (typed) await recordNumbers(viewer, context.address, likely)
      const byId = await readShown(ids, knownAsDoubles(viewer), [['enterprise']], context, info)
      return likely.flatMap(({ known: { id }, reasons }) => {
        const enterprise = byId.get(id)
        return enterprise ? [{ enterprise, reasons }] : []
      })
    },
  }),
)

/** The phone numbers of a form; those that stand there as they were shown are read of the enterprise that is edited. */
async function wholePhones(viewer: Viewer, phones: readonly string[], enterpriseId: string | null): Promise<string[]> {
  if (!enterpriseId || !phones.some(isMasked)) return [...phones]
  const recorded = await db.contact.findMany({
    where: { enterpriseId, enterprise: { unionId: { in: [...viewer.unionIds] } } },
    select: { phone: true },
  })
  return phones.map((shown) => recorded.find(({ phone }) => maskPhone(phone) === shown)?.phone ?? shown)
}

/** Writes down whose phone numbers were typed as they are recorded: who typed them knows by now that they are whole. */
async function recordNumbers(
  actor: Actor,
  address: string,
  likely: readonly { known: { id: string }; reasons: DoubleReason[] }[],
): Promise<void> {
  for (const { known: other, reasons } of likely) {
    if (!reasons.includes('SAME_PHONE')) continue
    await audit({ ...doneBy(actor, address), kind: 'REVEAL', subjectType: 'Enterprise', subjectId: other.id })
  }
}
