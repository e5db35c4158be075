import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { line } from '#server/platform/text.ts'
import { CommandRankEnum, RoleEnum } from './enums.ts'
import { accountCreation, newAccountLoad, newUsername } from './new-account.ts'
import { checkChoice, hashPassword, newPassword } from './passwords.ts'
import { accountPayload } from './payload.ts'
import { checkRank, usualRank } from './ranks.ts'

const CreateAccountInput = builder.inputType('CreateAccountInput', {
  description: 'What a new account is called, what it may do and to whom it belongs. 新账号的名称、角色与归属。',
  fields: (t) => ({
    ...changeFields(t),
    username: t.string({
      validate: newUsername,
      description:
        'The name to sign in by: 2 to 40 letters, digits or the signs . _ - and no other account’s name. Capital letters are kept as small ones. 用户名,2 至 40 个字母、数字或 . _ -,不能与其他账号重复;大写按小写保存。',
    }),
    displayName: t.string({
      validate: line(1, 100),
      description: 'The name that others are shown, 1 to 100 characters. 显示名,1 至 100 字。',
    }),
    role: t.field({
      type: RoleEnum,
      description: 'What the account may do; every role but DISTRICT. 账号的角色,不能是区总工会。',
    }),
    rank: t.field({
      type: CommandRankEnum,
      required: false,
      description:
        'The rank, for the role COMMAND only: DUTY_OFFICER where it is left out, and no higher than your own. 职级,仅指挥中心账号填写;不填为值班员,不能高于您自己的职级。',
    }),
    password: t.string({
      required: false,
      validate: newPassword,
      description:
        'The password, 8 to 200 characters, which its holder has to change after the first sign-in. Only accounts of the roles WALL and INTEGRATOR may go without one. 密码,8 至 200 个字符,本人首次登录后须修改;只有大屏与系统对接账号可以不设。',
    }),
    squadId: t.id({
      required: false,
      description:
        'The global id of the squad that the account is for; for the role SQUAD only. 所属小分队的编号,仅小分队账号填写。',
    }),
    memberId: t.id({
      required: false,
      description:
        'The global id of the member of that squad who acts by the account; for the role SQUAD only. 使用这个账号的队员的编号,须是该小分队的队员,仅小分队账号填写。',
    }),
    agencyId: t.id({
      required: false,
      description:
        'The global id of the agency that the account is for; for the role AGENCY only. 所属部门的编号,仅部门账号填写。',
    }),
    enterpriseId: t.id({
      required: false,
      description:
        'The global id of the enterprise that the account is for; for the role ENTERPRISE only. 所属企业的编号,仅企业账号填写。',
    }),
    zoneId: t.id({
      required: false,
      description:
        'The global id of the zone that the cadre leads; for the role CADRE only. 所带片区的编号,仅带队领导账号填写。',
    }),
  }),
})

/** The command centre makes an account in its union. An account of the role DISTRICT is made on the server instead. */
export const createAccount = deed('createAccount', {
  does: {
    en: 'Makes an account in the union of the command centre.',
    zh: '在本工会建立一个账号。',
  },
  errors: {
    FORBIDDEN: { en: 'the rank is higher than yours', zh: '职级高于您自己的职级' },
    CONFLICT: {
      en: 'the username is taken, or the member has an account already',
      zh: '用户名已被使用,或这名队员已有账号',
    },
    INVALID: {
      en: 'the role is DISTRICT; the password is a common one or holds a name; a role that needs a password has none; the squad, agency, enterprise or zone is not the one that the role needs; the member is none of the squad; or a rank is given to another role than COMMAND',
      zh: '角色为区总工会;密码太常见或含有用户名、姓名;需要密码的角色未设密码;所属的小分队、部门、企业、片区与角色不符;队员不属于该小分队;或为其他角色填写了职级',
    },
    NOT_FOUND: {
      en: 'the union has no such member, or an id is of another type than its field asks for',
      zh: '找不到这名队员,或编号的类型与字段不符',
    },
  },
  input: CreateAccountInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad', agencyId: 'Agency', enterpriseId: 'Enterprise', zoneId: 'Zone', memberId: 'SquadMember' },
  unhashed: ['password'],
  prepare: async ({ password, clientId }) => (password ? hashPassword(password, clientId) : null),
  hashed: (passwordHash) => ({ passwordHash }),
  payload: accountPayload,
  load: ({ unionId }, input) => newAccountLoad(unionId, input),
  decide(surroundings, account, { actor, prepared: passwordHash }) {
    if (account.role === 'DISTRICT') {
      throw invalid('role', { zh: '区总工会的账号在服务器上建立。', en: 'A DISTRICT account is made on the server.' })
    }
    if (!passwordHash && account.role !== 'INTEGRATOR' && account.role !== 'WALL') {
      throw invalid('password', { zh: '请设定密码。', en: 'This role needs a password.' })
    }
    if (account.role === 'COMMAND') checkRank(actor, account.rank ?? usualRank)
    if (account.password) checkChoice(account.password, account)
    const given = { ...account, mustChangePassword: passwordHash !== null }
    return accountCreation(actor.unionId, given, passwordHash, surroundings)
  },
})
