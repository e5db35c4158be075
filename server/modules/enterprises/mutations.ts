import { z } from 'zod'
import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { changeFields, payload } from '#server/platform/change.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { line, phoneOrNone } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { ContactKindEnum, ResumptionEnum, ResumptionSourceEnum } from './enums.ts'
import { setResumption } from './resumption-rules.ts'
import { createEnterprise, updateEnterprise } from './rules.ts'

const name = line(2, 100)
const code = z.string().max(40)
const address = line(0, 200)
const industry = line(0, 50)
const headcount = z.int().min(0).max(1_000_000)

const enterprisePayload = (title: string) =>
  payload(title, (t) => ({
    enterprise: t.prismaField({
      type: 'Enterprise',
      description: 'The enterprise as it stands now. 企业现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.enterprise.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleEnterprises(signedIn(context))] },
        }),
    }),
  }))

const ContactInput = builder.inputType('ContactInput', {
  description: 'Whom one talks to. 联系人。',
  fields: (t) => ({
    kind: t.field({ type: ContactKindEnum, description: 'In what part. 类别。' }),
    name: t.string({ validate: line(1, 50), description: 'The name. 姓名。' }),
    phone: t.string({ validate: phoneOrNone, description: 'The phone; may be empty. 电话。' }),
  }),
})

const contacts = z.array(z.any()).max(3)

const CreateEnterpriseInput = builder.inputType('CreateEnterpriseInput', {
  description: 'An enterprise for the register. 新登记企业。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({ validate: name, description: 'Its name. 名称。' }),
    creditCode: t.string({ validate: code, description: '18 characters with a check character. 统一社会信用代码。' }),
    address: t.string({ required: false, validate: address, description: 'Where it works. 地址。' }),
    industry: t.string({ required: false, validate: industry, description: 'Its industry. 行业。' }),
    headcount: t.int({ required: false, validate: headcount, description: 'How many work there. 人数。' }),
    zoneId: t.id({ required: false, description: 'Where it lies. 片区。' }),
    contacts: t.field({ type: [ContactInput], required: false, validate: contacts, description: 'Contacts. 联系人。' }),
  }),
})

const UpdateEnterpriseInput = builder.inputType('UpdateEnterpriseInput', {
  description: 'What is to change; what is left out stays. 修改企业资料。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The enterprise. 企业。' }),
    name: t.string({ required: false, validate: name, description: 'Its name. 名称。' }),
    creditCode: t.string({ required: false, validate: code, description: 'Its credit code. 统一社会信用代码。' }),
    address: t.string({ required: false, validate: address, description: 'Where it works. 地址。' }),
    industry: t.string({ required: false, validate: industry, description: 'Its industry. 行业。' }),
    headcount: t.int({ required: false, validate: headcount, description: 'How many work there. 人数。' }),
    zoneId: t.id({ required: false, description: 'Another zone; null for none. 片区,空为不属任何片区。' }),
    contacts: t.field({
      type: [ContactInput],
      required: false,
      validate: contacts,
      description: 'All its contacts; they replace those it has. 全部联系人。',
    }),
  }),
})

const EarlierStepInput = builder.inputType('EarlierStepInput', {
  description: 'A step in between whose date was only learnt now. 补记的中间步骤。',
  fields: (t) => ({
    state: t.field({ type: ResumptionEnum, description: 'Which step. 状态。' }),
    on: t.field({ type: 'Date', description: 'On that day. 日期。' }),
  }),
})

const SetResumptionInput = builder.inputType('SetResumptionInput', {
  description: 'How far one or more enterprises have resumed. 登记复工状态。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseIds: t.idList({ validate: z.array(z.any()).min(1).max(500), description: '1 to 500 of them. 企业。' }),
    to: t.field({ type: ResumptionEnum, description: 'The state they are in now. 新状态。' }),
    on: t.field({ type: 'Date', description: 'Since that day. 日期。' }),
    basis: t.string({ validate: z.string().trim().min(1).max(500), description: 'By what. 依据。' }),
    source: t.field({ type: ResumptionSourceEnum, description: 'How the union learnt of it. 来源。' }),
    earlier: t.field({
      type: [EarlierStepInput],
      required: false,
      validate: z.array(z.any()).max(3),
      description: 'Steps left out, in order. 未曾登记的中间步骤。',
    }),
  }),
})

const zone = (id: string | number | null | undefined) =>
  id === undefined ? undefined : optionalRowId('Zone', id === null ? null : String(id), 'zoneId')

const ResumedPayload = payload('SetResumption', (t) => ({
  enterprises: t.prismaField({
    type: ['Enterprise'],
    description: 'The enterprises as they stand now. 企业现状。',
    resolve: (query, receipt: Receipt & { ids?: string[] }, _args: object, context: Context) =>
      db.enterprise.findMany({
        ...query,
        where: { AND: [{ id: { in: receipt.ids ?? [] } }, visibleEnterprises(signedIn(context))] },
        orderBy: { id: 'asc' },
      }),
  }),
}))

builder.mutationFields((t) => ({
  createEnterprise: t.field({
    type: enterprisePayload('CreateEnterprise'),
    description: 'An enterprise more in the register. 登记企业。',
    args: { input: t.arg({ type: CreateEnterpriseInput, description: 'The enterprise. 企业。' }) },
    resolve: (_, { input }, context) => createEnterprise(signedIn(context), { ...input, zoneId: zone(input.zoneId) }),
  }),
  updateEnterprise: t.field({
    type: enterprisePayload('UpdateEnterprise'),
    description: 'Corrects the register; another zone stands in the log with the old one. 修改企业资料、调整片区。',
    args: { input: t.arg({ type: UpdateEnterpriseInput, description: 'What is to change. 修改内容。' }) },
    resolve: (_, { input }, context) =>
      updateEnterprise(signedIn(context), {
        ...input,
        enterpriseId: rowId('Enterprise', String(input.enterpriseId), 'enterpriseId'),
        zoneId: zone(input.zoneId),
      }),
  }),
  setResumption: t.field({
    type: ResumedPayload,
    description: 'Sets how far enterprises have resumed; all or none. 登记复工状态,全部成功或全部不变。',
    args: { input: t.arg({ type: SetResumptionInput, description: 'The change. 变更。' }) },
    resolve: async (_, { input }, context) => {
      const { clientId, happenedAt, enterpriseIds, ...entry } = input
      const ids = enterpriseIds.map((id) => rowId('Enterprise', String(id), 'enterpriseIds'))
      const entries = ids.map((enterpriseId) => ({ ...entry, enterpriseId }))
      return { ...(await setResumption(signedIn(context), { clientId, happenedAt, entries })), ids }
    },
  }),
}))
