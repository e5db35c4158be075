/** Words of the first hour: the page that makes the first account of an empty system. */
export const begin = {
  title: '开始使用四诊',
  about: '填好下面几项,就有了工会和第一个账号。其他账号、小分队、企业都由它在办公端建立。',
  union: '工会',
  account: '第一个账号',
  isDistrict: '这是区总工会',
  name: '工会全称',
  nameHint: '如:西安市莲湖区北院门街道总工会',
  shortName: '工会简称',
  shortNameHint: '如:北院门',
  districtName: '所在区',
  districtNameHint: '如:莲湖区',
  displayName: '您的姓名',
  username: '用户名',
  usernameHint: '登录用,2 至 40 个字母、数字或 . _ -',
  password: '密码',
  submit: '建立并进入办公端',
  state: {
    DONE: '系统已经设置好了,请登录。其他账号由第一个账号建立。',
    EXPIRED: '这个设置链接已过期(24 小时)。请在服务器上重新启动服务,会显示新的链接。',
    CLOSED: '这个设置链接无效。请打开服务器输出里最新的链接;找不到时重新启动服务,会显示新的链接。',
  },
  where:
    '系统里还没有账号。请打开服务器输出里的设置链接(地址中有 /l/setup#),建立工会和第一个账号;找不到时重新启动服务,会显示新的链接。',
  check: '已经建好了,去登录',
  signIn: '去登录',
}
