/** Words of the desk’s page of the union. */
export const unions = {
  name: '工会全称',
  shortName: '简称',
  district: '所在区',
  edit: '修改工会信息',
  saved: '已保存工会信息',
}
