/** Words of the page of a zone’s cadre. */
export const cadre = {
  asOf: '数据截至 {{at}}',
  resumed: '已复工',
  visited: '名单内已走访',
  openIssues: '未结问题',
  ofEnterprises: '共 {{count}} 家企业',
  ofListed: '名单内 {{count}} 家',
  noneListed: '名单上还没有本片区的企业',
  ofZone: '本片区企业反映、尚未办结',
  empty: '这个片区里还没有登记企业。登记后,这里就有数字。',
  none: '您的账号还没有片区。请联系工会。',
  zone: '所带片区',
}
