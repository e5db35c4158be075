/** Words of the desk’s pages of the unions. */
export const unions = {
  name: '工会全称',
  shortName: '简称',
  district: '所在区',
  papers: '复工材料',
  papersAsked: '要求企业交来并登记',
  papersNotAsked: '不要求',
  edit: '修改工会信息',
  saved: '已保存工会信息',
  about: '本区的街道总工会。选一个看,各页就是它的企业、走访和问题。',
  create: '新建街道总工会',
  firstAccount: '它的指挥中心的第一个账号,由它建立其他账号:',
  none: '还没有街道总工会。建立第一个,就能看到它的工作。',
  shown: '看哪一个',
  isShown: '正在看',
  show: '看这个工会',
  choose: '选择工会:',
}
