import { table } from './names.ts'
import type { IssueCategory } from './plan.ts'

/** Category | title | text: what agencies answer again and again, two for each category. */
export const replyTemplates = table(`
  SUPPLIES | 已落实货源 | 已联系供应商落实货源，按登记数量配送，请安排专人签收。
  SUPPLIES | 货源紧张先登记 | 目前货源紧张，已登记您的需求，到货后按登记顺序通知领取。
  WORKERS | 返岗出行已对接 | 已与交通和社区对接返岗职工出行，请把名单和出发地报给联系人。
  WORKERS | 用工政策说明 | 隔离期间工资待遇按人社部门规定执行，文件已发联系人，有疑问请来电。
  FUNDS | 已对接银行 | 已把您的融资需求推送给对口银行，客户经理三个工作日内与您联系。
  FUNDS | 稳岗返还申领 | 稳岗返还可网上申领，申领步骤已发联系人，符合条件的审核后拨付。
  TAX | 缓缴已受理 | 缓缴申请已受理，审核结果三个工作日内告知，其间不影响信用。
  TAX | 减免政策说明 | 以新版税费优惠政策指引为准，您适用的条款已标出发给财务。
  LOGISTICS | 通行已协调 | 已与卡口协调，送货车辆凭登记车牌通行，请把车牌和司机报给联系人。
  LOGISTICS | 配送时段调整 | 可在早八点前、晚七点后进入装卸，请错峰安排。
  RENT | 已约房东协商 | 已约房东与您当面协商，社区和工会到场，请备好租赁合同。
  RENT | 减免房租申请 | 承租国有房屋的可申请减免，申请表已发联系人，填好交社区。
  EPIDEMIC | 已现场指导 | 已到现场指导消毒和测温，整改要点已留书面，请按期完成。
  EPIDEMIC | 报备流程说明 | 请按三表一单如实填报，每日下午三点前报送，流程图已发联系人。
  LICENCE | 可网上办理 | 此项可网上办理，材料清单已发联系人，办理中有问题请来电。
  LICENCE | 证照延期说明 | 疫情期间到期的证照可延期办理，延期内有效，请保留此答复。
  MARKET | 已推介产品 | 已把贵企业产品列入推介名单，有意向的单位会直接联系您。
  MARKET | 帮助对接客户 | 已联系辖区单位食堂和商超，请提供产品目录和报价。
  OTHER | 已受理 | 您反映的情况已受理，正在核实，三个工作日内答复进展。
  OTHER | 需补充材料 | 办理需要补充材料，清单已发联系人，收到后继续办理。
`).map(([category, title, text]) => ({ category: category as IssueCategory, title: title!, text: text! }))
