/** Words of the audit, which the chair reads. */
export const audit = {
  about: '谁在何时何地登录、登录失败、变动权限、取走数据、查看电话。任何人不能修改或删除,保存一年;仅主席可看。',
  at: '时间',
  kind: '种类',
  account: '账号',
  what: '内容',
  rows: '行数',
  address: '来源地址',
  days: '日期',
  server: '服务器',
  filter: '筛选:{{text}}',
  reason: '理由:{{text}}',
  stops: '当天站点的联系人',
  empty: '还没有记录。有人登录、变动权限或取走数据时,这里自动记下。',
}
