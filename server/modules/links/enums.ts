import { enumType } from '#server/platform/enum-type.ts'

/** What a personal link is for. */
export const LinkPurposeEnum = enumType('LinkPurpose', {
  description: 'What a personal link can be used for. 专用链接的用途。',
  values: {
    SET_PASSWORD: {
      word: { zh: '设置密码', en: 'Set a password' },
      description: 'Sets the password of the account and signs in. 设置账号密码并登录。',
    },
    DEVICE: {
      word: { zh: '手机长期登录', en: 'Stay signed in' },
      description:
        'Signs one device in, which stays signed in until it is unused for 90 days or the link is revoked. 登录一台设备;连续 90 天未使用或链接被撤销前一直有效。',
    },
    ISSUE: {
      word: { zh: '办理一个问题', en: 'Act on an issue' },
      description:
        'Lets an agency or an enterprise act on one issue without an account, as often as needed until the link is over. 部门或企业不用账号即可办理一个问题,到期前可多次打开。',
    },
  },
})

/** How far a personal link is. */
export const LinkStateEnum = enumType('LinkState', {
  description: 'How far a personal link is. 专用链接的状态。',
  values: {
    WAITING: { word: { zh: '待打开', en: 'Waiting' }, description: 'Nobody has opened it yet. 还没有人打开。' },
    OPENED: {
      word: { zh: '已打开', en: 'Opened' },
      description: 'Somebody has opened it; it was not used up. 已打开,仍可使用。',
    },
    USED: {
      word: { zh: '已使用', en: 'Used' },
      description: 'It was used and cannot be used again. 已使用,不能再用。',
    },
    EXPIRED: {
      word: { zh: '已过期', en: 'Expired' },
      description: 'Its last day is over and it was not used up. 已过最后有效日。',
    },
    REVOKED: {
      word: { zh: '已撤销', en: 'Revoked' },
      description: 'It was revoked, or its account was disabled meanwhile. 已撤销,或账号曾被停用。',
    },
  },
})

/** What can be done by a link for an issue. */
export const LinkActEnum = enumType('LinkAct', {
  description:
    'What can be done by a link for an issue: the first three by an agency, the others by the enterprise. 凭办理问题的链接能做什么:前三项由部门,后三项由企业。',
  values: {
    TAKE: { word: { zh: '签收', en: 'Take' }, description: 'The agency takes charge of its part. 部门签收。' },
    RETURN: {
      word: { zh: '退单', en: 'Return' },
      description: 'The agency returns it with a reason. 部门写明原因退单。',
    },
    ANSWER: { word: { zh: '答复', en: 'Answer' }, description: 'The agency says what was done. 部门答复处理结果。' },
    SOLVED: {
      word: { zh: '已解决', en: 'Solved' },
      description: 'The enterprise says that it is solved, which closes it. 企业确认已解决,随即办结。',
    },
    PARTLY: {
      word: { zh: '部分解决', en: 'Partly solved' },
      description: 'The enterprise says what is still to be done. 企业说明还差什么。',
    },
    NOT_SOLVED: {
      word: { zh: '没解决', en: 'Not solved' },
      description: 'The enterprise says that it is not solved. 企业说明没有解决。',
    },
  },
})
