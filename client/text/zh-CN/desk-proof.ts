/** Words for what a visit lacks to count, and for visits that are to be looked at. */
export const proof = {
  nothingRaised: '没有提出。与谁谈的:{{name}}',
  spokenTo: '没有提出:与谁谈的',
  spokenToHint: '没有意见或困难时填写姓名或职务,走访才计入',
  spokenToHearing: '「闻」没有提出:与谁谈的(姓名或职务)',
  spokenToAsking: '「问」没有提出:与谁谈的(姓名或职务)',
  missing: '还缺',
  lacks: '这次走访不计入,补上以下内容后计入:',
  lacksYet: '现在结束还不计入,还缺:',
  supplement: '补充走访',
  supplemented: '已补充',
}
