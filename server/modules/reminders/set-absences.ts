import { z } from 'zod'
import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, one, root } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf, localDate, now } from '#server/platform/clock.ts'
import { forbidden } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { toldRoles } from './access.ts'
import { mostAbsences } from './limits.ts'
import { inboxPayload } from './payload.ts'

const AbsenceInput = builder.inputType('AbsenceInput', {
  description: 'Days on which a person is not on duty. 不在岗的日子。',
  fields: (t) => ({
    fromOn: t.field({ type: 'Date', description: 'The first day off duty. 不在岗的第一天。' }),
    toOn: t.field({
      type: 'Date',
      description: 'The last day, not before the first nor before today. 最后一天,不早于第一天与今天。',
    }),
    deputyId: t.id({
      required: false,
      description:
        'The global id of the account that is told instead; nobody where it is left out. 代理人账号的编号,不填为没有。',
    }),
  }),
})

const SetAbsencesInput = builder.inputType('SetAbsencesInput', {
  description: 'When a person is not on duty from today on. 今天起不在岗的日子。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({
      required: false,
      description:
        'The global id of the account; your own where it is left out. Only the command centre names another. 账号的编号,不填为本人;只有指挥中心可填他人。',
    }),
    absences: t.field({
      type: [AbsenceInput],
      validate: z.array(z.any()).max(mostAbsences),
      description:
        'All absences from today on, at most 20; those that are left out end. 今天起的全部,至多 20 段;未列出的取消。',
    }),
  }),
})

/** Says when somebody is not on duty and who is told in that time. What is past stays. Nobody else is told of it. */
export const setAbsences = deed('setAbsences', {
  does: {
    en: 'Sets when a person is not on duty and who is told of issues in that time, in place of what was set for today and later.',
    zh: '设定不在岗的日子与代理人,取代今天起的原有设定。',
  },
  errors: {
    FORBIDDEN: {
      en: 'the account is another person’s and you are not the command centre',
      zh: '账号属于他人,而您不是指挥中心',
    },
    NOT_FOUND: { en: 'the union has no such account or deputy', zh: '本工会没有这个账号或代理人' },
    INVALID: {
      en: 'an absence ends before it begins or before today, two of them overlap, or the deputy is no colleague in use',
      zh: '止日早于起日或今天,两段重叠,或代理人不是在用的同事账号',
    },
  },
  input: SetAbsencesInput,
  roles: toldRoles,
  ids: { accountId: 'Account', 'absences.deputyId': 'Account' },
  payload: inboxPayload,
  load: (actor, { accountId: named, absences }) => {
    const accountId = named ?? actor.accountId
    const ids = absences.flatMap(({ deputyId }) => deputyId ?? [])
    return {
      lock: [root('Account', accountId)],
      read: {
        account: one<Account>(
          Prisma.sql`SELECT * FROM "Account" WHERE id = ${accountId}::uuid AND "unionId" = ${actor.unionId}::uuid`,
          () => notFound('accountId'),
        ),
        deputies: many<Account>(Prisma.sql`
          SELECT * FROM "Account" WHERE id = ANY(${ids}::uuid[]) AND "unionId" = ${actor.unionId}::uuid`),
      },
    }
  },
  decide({ account, deputies }, { absences }, { actor }) {
    if (account.id !== actor.accountId && actor.role !== 'COMMAND') throw forbidden()
    const today = localDate(now())
    absences.forEach(({ fromOn, toOn, deputyId }, i) => {
      if (toOn < fromOn || toOn < today) throw wrongDays(`absences.${i}.toOn`)
      if (absences.some((other, place) => place < i && other.fromOn <= toOn && fromOn <= other.toOn)) {
        throw overlapping(`absences.${i}.fromOn`)
      }
      const deputy = deputies.find(({ id }) => id === deputyId)
      if (!deputyId || (deputy && isColleague(account, deputy))) return
      // only the command centre knows of accounts that are none of its colleagues
      throw deputy && actor.role === 'COMMAND'
        ? noColleague(`absences.${i}.deputyId`)
        : notFound(`absences.${i}.deputyId`)
    })
    return {
      subjectId: account.id,
      writes: [
        Prisma.sql`DELETE FROM "Absence" WHERE "accountId" = ${account.id}::uuid AND "fromOn" >= ${today}::date`,
        // what is past of one that is under way stays
        Prisma.sql`
          UPDATE "Absence" SET "toOn" = ${today}::date - 1
          WHERE "accountId" = ${account.id}::uuid AND "toOn" >= ${today}::date`,
        ...(absences.length
          ? insertAll(
              'Absence',
              absences.map(({ fromOn, toOn, deputyId }) => ({
                id: newId(),
                unionId: account.unionId,
                accountId: account.id,
                fromOn: dateOf(fromOn),
                toOn: dateOf(toOn),
                deputyId: deputyId ?? null,
              })),
            )
          : []),
      ],
      events: [],
    }
  },
})

/** Whether one person can stand in for another: of the same role, and of the same agency where there is one. */
const isColleague = (account: Account, other: Account): boolean =>
  other.id !== account.id &&
  !other.disabledAt &&
  !other.issueId &&
  other.role === account.role &&
  other.agencyId === account.agencyId

const wrongDays = (field: string) =>
  invalid(field, {
    zh: '最后一天不能早于第一天或今天。',
    en: 'The last day is neither before the first nor before today.',
  })

const overlapping = (field: string) => invalid(field, { zh: '与另一段重叠。', en: 'It overlaps with another absence.' })

const noColleague = (field: string) =>
  invalid(field, {
    zh: '代理人须是同一角色、同一部门在用的账号。',
    en: 'The deputy is an account in use of the same role and agency.',
  })
