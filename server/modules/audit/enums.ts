import { enumType } from '#server/platform/enum-type.ts'

/** What an entry of the audit is about. */
export const AuditKindEnum = enumType('AuditKind', {
  description: 'What an entry of the audit is about. 审计记录的种类。',
  values: {
    SIGN_IN: {
      word: { zh: '登录', en: 'Sign-in' },
      description:
        'Somebody signed in, by a password or by a link, or a wall was paired. 用密码或链接登录,或大屏配对。',
    },
    SIGN_IN_FAILURE: {
      word: { zh: '登录失败', en: 'Failed sign-in' },
      description: 'Somebody tried to sign in to an account and failed. 登录某账号失败。',
    },
    LOCKOUT: {
      word: { zh: '登录受限', en: 'Lockout' },
      description: 'Sign-ins to an account were refused for a while, as too many had failed. 失败太多,暂不允许登录。',
    },
    PASSWORD_CHANGE: {
      word: { zh: '改密码', en: 'Password' },
      description: 'The password of an account was set. 账号的密码被修改。',
    },
    RIGHT_CHANGE: {
      word: { zh: '权限变动', en: 'Rights' },
      description:
        'An account, a token or a link was made, changed or taken away. 账号、令牌或链接被建立、修改、停用或撤销。',
    },
    EXPORT: {
      word: { zh: '导出', en: 'Export' },
      description: 'A link to a list as a file was asked for. 生成了列表文件的下载链接。',
    },
    DOWNLOAD: {
      word: { zh: '下载', en: 'Download' },
      description: 'The file of a list was fetched. 列表文件被下载。',
    },
    REVEAL: {
      word: { zh: '查看电话', en: 'Phone number' },
      description: 'A phone number that is masked was shown in full. 查看了隐去中间几位的电话号码。',
    },
  },
})
