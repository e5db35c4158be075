/** Words for enterprises that are likely to be one. */
export const doubles = {
  title: '可能重复的企业',
  note: '名称相同(括号、全半角不计),且地址相同、电话相同或别无区别的企业,新的在前。底色标出两边不同之处。',
  empty: '没有发现可能重复的企业。',
  toRegister: '企业名册',
  part: '可能重复',
  typed: '名册里已有可能是同一家的企业,请先看一看;不是同一家的,照常保存:',
  newTab: '(在新标签页打开)',
  noAddress: '地址未登记',
  noCode: '代码未登记',
  older: '先登记',
  newer: '后登记',
  differs: '(两边不同)',
}
