import { z } from 'zod'
import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { changeFields, payload } from '#server/platform/change.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { phone } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSquads } from './access.ts'
import { DutyEnum } from './enums.ts'
import { setSquadMembers, updateSquad } from './rules.ts'

const line = z.string().trim().min(1).max(50)

const squadPayload = (name: string) =>
  payload(name, (t) => ({
    squad: t.prismaField({
      type: 'Squad',
      description: 'The squad as it stands now. 小分队现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.squad.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleSquads(signedIn(context))] },
        }),
    }),
  }))

const UpdateSquadInput = builder.inputType('UpdateSquadInput', {
  description: 'What is to change; what is left out stays. 修改小分队。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The squad. 小分队。' }),
    cadreName: t.string({ required: false, validate: line, description: 'The leading cadre. 带队领导。' }),
    cadreTitle: t.string({ required: false, validate: line, description: 'The cadre’s post. 职务。' }),
    phone: t.string({ required: false, validate: phone, description: 'The squad’s phone. 电话。' }),
    zoneIds: t.idList({
      required: false,
      validate: z.array(z.any()).max(100),
      description: 'Its zones, whole. 片区。',
    }),
  }),
})

const SquadMemberInput = builder.inputType('SquadMemberInput', {
  description: 'A member. 队员。',
  fields: (t) => ({
    name: t.string({ validate: line, description: 'The name. 姓名。' }),
    duties: t.field({ type: [DutyEnum], description: 'What the member does on a visit. 职责。' }),
    phone: t.string({ validate: phone, description: 'The phone. 电话。' }),
    agencyId: t.id({ required: false, description: 'Where the member comes from. 所属部门。' }),
  }),
})

const SetSquadMembersInput = builder.inputType('SetSquadMembersInput', {
  description: 'A squad’s members, whole. 小分队全体队员。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The squad. 小分队。' }),
    members: t.field({
      type: [SquadMemberInput],
      validate: z.array(z.any()).max(50),
      description: 'All of them, in order. 全体队员。',
    }),
  }),
})

builder.mutationFields((t) => ({
  updateSquad: t.field({
    type: squadPayload('UpdateSquad'),
    description: 'Another cadre, phone, or other zones. 修改小分队。',
    args: { input: t.arg({ type: UpdateSquadInput, description: 'What is to change. 修改内容。' }) },
    resolve: (_, { input }, context) =>
      updateSquad(signedIn(context), {
        ...input,
        squadId: rowId('Squad', String(input.squadId), 'squadId'),
        zoneIds: input.zoneIds?.map((id) => rowId('Zone', String(id), 'zoneIds')),
      }),
  }),
  setSquadMembers: t.field({
    type: squadPayload('SetSquadMembers'),
    description: 'Sets a squad’s members; who is not named leaves it. 设定队员。',
    args: { input: t.arg({ type: SetSquadMembersInput, description: 'The members. 队员。' }) },
    resolve: (_, { input }, context) =>
      setSquadMembers(signedIn(context), {
        ...input,
        squadId: rowId('Squad', String(input.squadId), 'squadId'),
        members: input.members.map((member) => ({
          ...member,
          agencyId: optionalRowId('Agency', member.agencyId, 'agencyId'),
        })),
      }),
  }),
}))
