import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import type { ContactKind } from '#codegen/prisma/enums.ts'
import { many, type Read } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import type { Uniqueness } from '#server/log/write.ts'
import { builder, type Types } from '#server/platform/builder.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { enteredPhone } from '#server/platform/phones.ts'
import { line, shownPhoneOrNone } from '#server/platform/text.ts'
import { codeFaultWords, readCreditCode } from './credit-code.ts'
import { ContactKindEnum } from './enums.ts'

/** The checks of the fields by which an enterprise is found. */
export const entryChecks = { name: line(2, 100), creditCode: z.string().max(40) }

/** The facts of an enterprise that are entered as they are, as fields of an input. */
export const factFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  address: t.string({
    required: false,
    validate: line(0, 200),
    description: 'Where the enterprise works, up to 200 characters. 经营地址,至多 200 字。',
  }),
  industry: t.string({
    required: false,
    validate: line(0, 50),
    description: 'The industry, up to 50 characters. 行业,至多 50 字。',
  }),
  headcount: t.int({
    required: false,
    validate: z.int().min(0).max(1_000_000),
    description: 'How many people work there. Null says that it is not known. 员工人数,为空表示不详。',
  }),
})

/** What these facts are of an enterprise of which they were not entered. */
const noFacts: { address: string; industry: string; headcount: number | null } = {
  address: '',
  industry: '',
  headcount: null,
}

/** These facts of an enterprise. */
export type Facts = typeof noFacts

/** Those of these facts that an input has. Null makes the headcount unknown, and counts as left out for a text. */
export const factsIn = (input: { [F in keyof Facts]?: Facts[F] | null }): Partial<Facts> =>
  Object.fromEntries(
    Object.keys(noFacts).flatMap((name) => {
      const value = input[name as keyof Facts]
      const isLeftOut = value === undefined || (value === null && noFacts[name as keyof Facts] !== null)
      return isLeftOut ? [] : [[name, value]]
    }),
  )

/** All of these facts of an enterprise that is entered by an input. */
export const allFactsOf = (input: Parameters<typeof factsIn>[0]): Facts => ({ ...noFacts, ...factsIn(input) })

/** One of the three contacts of an enterprise, as a deed takes it. */
export const ContactInput = builder.inputType('ContactInput', {
  description: 'A person of the enterprise whom the union calls. 企业联系人。',
  fields: (t) => ({
    kind: t.field({
      type: ContactKindEnum,
      description: 'Whether it is the owner, the union chair or the health contact. 联系人类别。',
    }),
    name: t.string({
      validate: line(0, 50),
      description:
        'The person’s name, up to 50 characters; it may be empty where the number is known. 姓名,至多 50 字;只知电话时可为空。',
    }),
    phone: t.string({ validate: shownPhoneOrNone, description: 'The phone number; it may be empty. 电话,可为空。' }),
  }),
})

/** The check of a list of contacts: at most one of each kind. */
export const contactList = z.array(z.any()).max(3)

/** A contact as it is entered. */
export type NewContact = { kind: ContactKind; name: string; phone: string }

/** The contacts that a form says, with the recorded numbers where the form has them as they were shown. */
export const enteredContacts = (entered: readonly NewContact[], recorded: readonly NewContact[]): NewContact[] =>
  entered.map((contact, index) => {
    const known = recorded.find(({ kind }) => kind === contact.kind)
    return { ...contact, phone: enteredPhone(contact.phone, known?.phone, `contacts.${index}.phone`) }
  })

/** The credit code in a text that somebody has entered; null where nothing is given. INVALID where it is none. */
export function creditCodeIn(text: string | null | undefined): string | null {
  if (!text?.trim()) return null
  const read = readCreditCode(text)
  if ('code' in read) return read.code
  const { zh, en } = codeFaultWords(read)
  throw invalid('creditCode', { zh: `统一社会信用代码${zh}。`, en: `The credit code ${en}.` })
}

/** The index by which a credit code stands once in the register of a union. */
export const creditCodeIndex = 'Enterprise_unionId_creditCode_key'

/** CONFLICT that shows the enterprise which has the credit code, where another one of the union has it. */
export const creditCodeUniqueness = (unionId: string, creditCode: string | null): Uniqueness => ({
  index: creditCodeIndex,
  conflict: {
    statement: Prisma.sql`
      SELECT coalesce("mergedIntoId", id) AS id, "retiredAt", "mergedIntoId" IS NOT NULL AS "isDouble" FROM "Enterprise" WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ${creditCode}`,
    from: ([row]: { id: string; retiredAt: Date | null; isDouble: boolean }[]) =>
      conflict(
        row?.isDouble ? codeOfDouble : row?.retiredAt ? codeOfRetired : codeTaken,
        row && globalId('Enterprise', row.id),
      ),
  },
})

const codeTaken = { zh: '这个信用代码已经登记。', en: 'This credit code is in the register already.' }
const codeOfDouble = {
  zh: '这个信用代码属于一条已合并的登记:请改用并入的那一家,或先撤销合并。',
  en: 'This credit code is that of an entry that was merged into another one: use that one, or take the two apart first.',
}
const codeOfRetired = {
  zh: '这个信用代码已经登记,但那家企业已停用:请恢复它。',
  en: 'This credit code is that of a retired enterprise: restore it.',
}

/** An entry that was merged into an enterprise, by its own merger, and the credit code that it still has. */
export type CodeOfDouble = { id: string; mergerId: string; creditCode: string }

/** Reads those of an enterprise. */
export const readCodesOfDoubles = (id: string): Read<CodeOfDouble[]> =>
  many(Prisma.sql`
    SELECT d.id, m.id AS "mergerId", d."creditCode" FROM "Enterprise" d JOIN "EnterpriseMerger" m ON m."doubleId" = d.id
    WHERE d."mergedIntoId" = ${id}::uuid AND d."creditCode" IS NOT NULL
      AND m."intoId" = ${id}::uuid AND m."undoneAt" IS NULL`)

/** Takes its code from a double for the enterprise that has this one until now. Both get their own again when they are taken apart. */
export const takeCode = ({ id, mergerId, creditCode }: CodeOfDouble, former: string | null): Prisma.Sql[] => [
  Prisma.sql`UPDATE "Enterprise" SET "creditCode" = NULL, "codeParts" = '{}' WHERE id = ${id}::uuid`,
  Prisma.sql`
    UPDATE "EnterpriseMerger" SET moved = moved || jsonb_build_object('creditCode', ${creditCode}::text,
      'filled', (moved -> 'filled') || jsonb_build_object('creditCode', ${former}::text))
    WHERE id = ${mergerId}::uuid`,
]

/** Enters the contacts of an enterprise that has none, each with a name, a phone number or both. INVALID: two of one kind. */
export function insertContacts(enterpriseId: string, entered: readonly NewContact[]): Prisma.Sql[] {
  const contacts = entered.filter(({ name, phone }) => name !== '' || phone !== '')
  const kinds = new Set<ContactKind>(contacts.map(({ kind }) => kind))
  if (kinds.size < contacts.length) {
    throw invalid('contacts', { zh: '每类联系人只能填一位。', en: 'One contact of each kind.' })
  }
  const rows = contacts.map(({ kind, name, phone }) => ({ id: newId(), enterpriseId, kind, name, phone }))
  return insertAll('Contact', rows)
}

/** Replaces all contacts of an enterprise. INVALID: two of one kind. */
export const replaceContacts = (enterpriseId: string, contacts: readonly NewContact[]): Prisma.Sql[] => [
  Prisma.sql`DELETE FROM "Contact" WHERE "enterpriseId" = ${enterpriseId}::uuid`,
  ...insertContacts(enterpriseId, contacts),
]
