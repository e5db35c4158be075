import type { AgencyPlan, ItemKey, ItemPlan, PolicyPlan, ZonePlan } from './plan.ts'

/** Reads a small table written as text: one row a line, cells between bars. */
export const table = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))

const words = (text: string) => text.trim().split(/\s+/)

/** The key of the one enterprise the article names. */
export const articleEnterprise = 'e0001'

/** Parts of invented people's names. */
export const surnames = words(
  '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 胡 朱 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 田 董 袁 潘 蒋 蔡 余 杜 白 姚 薛 雷 贺 米 金 丁 穆 海',
)
export const givenNames = [
  words('建 国 志 强 文 军 海 涛 平 峰 卫 东 新 民 浩 思 远 立 群 宏 伟 长 安 程 明 润 泽 永 晖 少'),
  words('秀 兰 晓 燕 丽 娟 玉 梅 红 雪 春 亚 宁 敏 静 佳 怡 秋 月 淑 芳 小 华 锦 景 文 思 慧 莉 萍'),
]

/** Parts of invented brands. */
export const brandHeads = words(
  '瑞 恒 鼎 盛 隆 德 泰 祥 福 永 聚 金 锦 宏 兆 佳 嘉 润 华 秦 唐 汉 雍 渭 灞 沣 岐 骊 朱 青 长 曲 翠 云 紫 玉 明 启 思 卓',
)
export const brandTails = words(
  '和 源 丰 顺 昌 兴 达 诚 信 悦 康 阳 泉 林 轩 阁 苑 庭 港 城 岳 川 洲 桥 宇 航 远 博 睿 舟 禾 谷 味 香 馨 宁 安 庆 年 华',
)

/** Industry | company words | shop words | share in a hundred | usual headcount. */
export const industries = table(`
  餐饮 | 餐饮管理 餐饮文化 饮食服务 | 泡馍馆 饺子馆 面馆 烤肉店 小吃店 清真食府 甜品铺 | 22 | 11
  零售 | 商贸 百货 超市管理 | 便利店 副食店 百货店 生鲜店 文具店 | 15 | 7
  酒店住宿 | 酒店管理 宾馆管理 | 客栈 招待所 青年旅舍 | 7 | 26
  旅游服务 | 旅行社 文化旅游 | 旅游纪念品店 | 5 | 12
  食品加工 | 食品 清真食品 | 糕点坊 牛羊肉店 豆制品坊 | 8 | 15
  文化传媒 | 文化传播 广告传媒 印务 | 图文店 照相馆 | 6 | 10
  物业服务 | 物业管理 物业服务 | 停车管理站 | 3 | 48
  商贸批发 | 贸易 工贸 供应链管理 | 批发部 茶叶行 干货行 | 8 | 9
  信息技术 | 信息技术 网络科技 电子科技 | 电脑维修店 | 5 | 18
  建筑装饰 | 建筑装饰 工程 机电设备 | 五金店 建材店 | 5 | 22
  医药零售 | 医药连锁 医疗器械 | 大药房 | 4 | 9
  教育培训 | 教育科技 教育咨询 | 书画社 托管中心 | 3 | 16
  居民服务 | 家政服务 洗涤服务 | 理发店 洗染店 修配店 | 5 | 6
  物流配送 | 物流 配送服务 | 快递服务点 | 2 | 24
  服装鞋帽 | 服饰 鞋业 | 服装店 鞋帽店 民族服饰店 | 2 | 8
`).map(([name, company, shop, share, usual]) => ({
  name: name!,
  company: words(company!),
  shop: words(shop!),
  share: Number(share),
  usual: Number(usual),
}))

/** Ten zones, one a squad: real streets of the sub-district. */
export const zones: ZonePlan[] = table(`
  鼓楼片 | 鼓楼 西大街 西华门
  北广济街片 | 北广济街 社会路
  化觉巷片 | 化觉巷 北院门
  西羊市片 | 西羊市 北院门
  大皮院片 | 大皮院 小皮院
  洒金桥片 | 洒金桥 大麦市街
  庙后街片 | 庙后街 西大街
  红埠街片 | 红埠街 糖坊街
  青年路片 | 青年路 九府街
  莲湖路片 | 莲湖路 二府街
`).map(([name, streets], index) => ({
  key: `z${index + 1}`,
  name: name!,
  streets: words(streets!),
  squad: index + 1,
}))

/** The six agencies of the article; they get renamed, so each has other names too. */
export const agencies: AgencyPlan[] = [
  { code: 'POLICE', name: '公安', aliases: ['公安分局', '派出所', '北院门派出所'] },
  { code: 'COMMERCE', name: '工商', aliases: ['市场监管', '工商所', '市场监督管理所'] },
  { code: 'TAX', name: '税务', aliases: ['税务所', '国税', '地税'] },
  { code: 'FOOD_DRUG', name: '食药监', aliases: ['食药所', '食品药品监督管理所'] },
  { code: 'SUBDISTRICT', name: '街道', aliases: ['街道办', '北院门街道办事处'] },
  { code: 'UNION', name: '工会', aliases: ['街道总工会', '北院门街道总工会'] },
]

/** The four items of the article; one 斤 is exactly 500 g. */
export const items: ItemPlan[] = [
  { key: 'mask', name: '口罩', nameEn: 'Masks', unit: '个', unitEn: 'pcs', grams: null },
  { key: 'thermometer', name: '测温枪', nameEn: 'Thermometers', unit: '支', unitEn: 'pcs', grams: null },
  { key: 'alcohol', name: '酒精', nameEn: 'Alcohol', unit: '斤', unitEn: 'jin', grams: 500 },
  { key: 'disinfectant', name: '消毒液', nameEn: 'Disinfectant', unit: '斤', unitEn: 'jin', grams: 500 },
]

/** An item's code in the catalogue. */
export const itemCode = (key: ItemKey): string => key.toUpperCase()

/** The five documents the union pushed, titles as the article prints them. */
export const policies: PolicyPlan[] = table(`
  支持新冠肺炎疫情防控税费优惠一本通 | 国家税务总局 | -24 | 疫情防控与复工复产可享的税费优惠，一册查全 |
  国家税务总局西安市税务局疫情防控税费优惠政策汇编 | 国家税务总局西安市税务局 | -21 | 本市执行口径与网上办理办法 |
  国家税务总局发布新版应对新冠肺炎疫情税费优惠政策指引 | 国家税务总局 | -9 | 新版指引，增补小规模纳税人减征与社保费减免 | 应对新冠肺炎疫情税费优惠政策指引
  北院门街道新冠肺炎疫情防控指挥部关于复工复产企业物资保障工作的通知 | 北院门街道新冠肺炎疫情防控指挥部 | -14 | 复工企业口罩、测温枪、酒精、消毒液统一登记、统一预定 |
  西安市部分应急防控物资生产企业联系表 | 西安市疫情防控指挥部 | -14 | 可直接联系预定的生产企业、品种与日产能 |
`).map(([title, issuer, day, gist, replaces], index) => ({
  key: `d${index + 1}`,
  title: title!,
  issuer: issuer!,
  day: Number(day),
  gist: gist!,
  replaces: replaces || null,
}))
