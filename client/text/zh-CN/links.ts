/** Words of the page of a personal link. */
export const links = {
  title: '专用链接',
  hello: '{{name}},您好',
  none: '这个网址里没有链接。请重新扫码,或打开工会发来的完整网址。',
  username: '用户名',
  password: '设定您的密码',
  passwordHint: '至少 8 个字符',
  notYou: '如果这不是您,请关闭本页,不要继续。链接有效至 {{until}},只能用一次。',
  use: { SET_PASSWORD: '保存密码并登录', DEVICE: '在这台设备上登录' },
  will: {
    SET_PASSWORD: '请为您的账号设定密码。以后用下面的用户名和这个密码登录。',
    DEVICE: '这台设备将保持登录,以后打开不用再输密码。请只在您本人的手机上使用。',
  },
  over: {
    USED: '这条链接已经用过,只能用一次。请直接登录,或向工会要一条新的。',
    EXPIRED: '这条链接已经过期。请向工会要一条新的。',
    REVOKED: '这条链接已经撤销。请向工会要一条新的。',
  },
}

/** Words of the desk for personal links. */
export const deskLinks = {
  make: '生成专用链接',
  for: '为这 {{count}} 位生成:',
  whom: '给谁',
  purpose: '用途',
  expiresOn: '最后有效日',
  leftOut: {
    disabled: '未生成:以下账号已停用,请先恢复',
    retired: '未生成:以下账号的小分队、部门或片区已停用,或队员已离队',
  },
  officer: '经办人姓名',
  nobody: '这里还没有人。',
  empty: '还没有专用链接。用它代替密码:生成后打印或发给本人,扫码即可登录。',
  ofOne: '某一个账号',
  openings: '打开记录',
  usedAt: '使用时间',
  createdBy: '生成人',
  revoked: '{{name}} 的链接已撤销',
  once: '共 {{count}} 张。网址只显示这一次,请现在打印或复制。',
  print: '打印',
  address: '网址',
  qrOf: '{{name}} 的二维码',
  until: '有效至 {{at}}',
  local:
    '这些网址只在这台电脑上能打开:您是用 localhost 打开的办公端。请用手机也能访问的地址打开办公端,再重新生成;或请管理员设定 PUBLIC_URL。',
  group: { MEMBERS: '全体队员', ENTERPRISES: '全部企业', OFFICER: '一位部门经办人', CADRES: '各片区带队领导' },
  about: { SET_PASSWORD: '本人打开后自设密码,以后用用户名登录', DEVICE: '本人手机扫码后一直登录,可随时撤销' },
  how: { SET_PASSWORD: '扫码设定密码,只能用一次', DEVICE: '用本人手机扫码登录,只能用一次' },
}
