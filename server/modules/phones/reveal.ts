import { audit, doneBy } from '#server/log/audit.ts'
import { sessionStillHolds } from '#server/modules/people/sessions.ts'
import { builder } from '#server/platform/builder.ts'
import { type Actor, sessionOver, signedIn } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { globalIdOf } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import {
  revealedContacts,
  revealedMembers,
  revealedSquads,
  revealedSuppliers,
  revealedTexts,
  revealedZones,
} from './access.ts'

const RevealPhoneInput = builder.inputType('RevealPhoneInput', {
  description: 'Whose phone number is shown. 查看谁的电话。',
  fields: (t) => ({
    subjectId: t.id({
      description:
        'The global id of a contact, a member of a squad, a squad, a zone, a supplier or the text of a roster’s cell. 联系人、队员、小分队、片区、供应商或名册原文的编号。',
    }),
  }),
})

const RevealPhonePayload = builder.objectRef<{ phone: string }>('RevealPhonePayload').implement({
  description: 'The answer to the mutation revealPhone. 操作 revealPhone 的结果。',
  fields: (t) => ({
    phone: t.exposeString('phone', {
      description: 'The phone number, or the text with it, in full. 完整的电话号码,或含号码的原文。',
    }),
  }),
})

/** The phone number of a row of each type that has one; null where the actor may not see it. */
const holders: Record<string, (actor: Actor, id: string) => Promise<string | undefined>> = {
  Contact: async (actor, id) =>
    (await db.contact.findFirst({ where: { AND: [{ id }, revealedContacts(actor)] } }))?.phone,
  SquadMember: async (actor, id) =>
    (await db.squadMember.findFirst({ where: { AND: [{ id }, revealedMembers(actor)] } }))?.phone,
  Squad: async (actor, id) => (await db.squad.findFirst({ where: { AND: [{ id }, revealedSquads(actor)] } }))?.phone,
  Zone: async (actor, id) => (await db.zone.findFirst({ where: { AND: [{ id }, revealedZones(actor)] } }))?.cadrePhone,
  CellText: async (actor, id) =>
    (await db.cellText.findFirst({ where: { AND: [{ id }, revealedTexts(actor)] } }))?.text,
  Supplier: async (actor, id) =>
    (await db.supplier.findFirst({ where: { AND: [{ id }, revealedSuppliers(actor)] } }))?.phone,
}

builder.mutationField('revealPhone', (t) =>
  t.field({
    type: RevealPhonePayload,
    description:
      'Shows one phone number in full, and writes down in the audit who has seen whose. An agency sees those of the contacts of an enterprise of whose issues it has one that is open or was closed within 30 days. NOT_FOUND: you see no such row, or it has no phone number. INVALID: the id is not valid. 查看一个完整的电话号码,谁看了谁的会记入审计。部门可看有未结问题、或 30 天内办结问题归其承办的企业联系人。NOT_FOUND:找不到,或没有电话。INVALID:编号无效。',
    args: { input: t.arg({ type: RevealPhoneInput, description: 'Whose phone number is shown. 查看谁的电话。' }) },
    resolve: async (_, { input }, context) => {
      // a mutation may begin with an actor that was read before, and no deed reads it again here
      const actor = await sessionStillHolds(signedIn(context))
      if (!actor) throw sessionOver()
      const { typename, id } = globalIdOf(String(input.subjectId), 'input.subjectId')
      const phone = Object.hasOwn(holders, typename) ? await holders[typename]!(actor, id) : undefined
      if (!phone) throw notFound('input.subjectId')
      await audit({ ...doneBy(actor, context.address), kind: 'REVEAL', subjectType: typename, subjectId: id })
      return { phone }
    },
  }),
)
