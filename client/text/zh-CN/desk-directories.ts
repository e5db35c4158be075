/** Words of the desk’s directories, whose entries are retired and restored. */

export const retired = {
  shown: '显示哪些',
  inUse: '在用',
  retired: '已停用',
  deeds: '操作',
  retire: '停用',
  restore: '恢复使用',
  didRetire: '已停用:{{name}}',
  didRestore: '已恢复使用:{{name}}',
  didRetireWith: '已停用:{{name}};随之停用的账号:{{names}}',
  didRestoreAlone: '已恢复使用:{{name}};随它停用的账号不会自动恢复,请到「账号」页逐个恢复',
  accounts: '停用时,所属账号一并停用;恢复使用后账号不会自动恢复,请到「账号」页逐个恢复。',
  changed: '已修改',
  none: '没有停用的。',
}

export const items = {
  title: '物资目录',
  add: '新增物资',
  added: '已新增物资:{{name}}',
  edit: '修改物资:{{name}}',
  name: '中文名称',
  nameEn: '英文名称',
  code: '代码',
  codeHint: '大写字母和数字,如 GLOVES;以后不能改。',
  unit: '单位',
  englishHint: '不填则用中文。',
  unitHint: '有过预定后不能再改。',
  unitEn: '单位(英文)',
  kgPerUnit: '每单位公斤数',
  kgHint: '单位是重量才填,如 1 斤填 0.5。',
  empty: '还没有物资。逐种新增,或先登记常用的四种:口罩、测温枪、酒精、消毒液。',
  addUsual: '登记常用的四种',
  addedUsual: '已登记 {{count}} 种物资',
}

export const policies = {
  title: '标题',
  issuer: '发文单位',
  add: '登记文件',
  added: '已登记文件',
  edit: '修改文件',
  empty: '还没有政策文件。登记要向企业宣传的文件。',
}
