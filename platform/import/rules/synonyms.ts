/** What can be imported, and under which names other systems and people know its fields. */
export const importKinds = [
  'members',
  'teams',
  'products',
  'accounts',
  'contacts',
  'deals',
  'activities',
  'fx-rates',
  'quotas',
] as const
export type ImportKind = (typeof importKinds)[number]

const owner =
  'owner, owner name, account owner, record owner, assigned to, assignee, sales agent, agent, sales rep, rep, '
const ownerZh =
  '负责人, 负责人员, 所有人, 归属人, 跟进人, 销售, 销售人员, 销售代表, 销售负责人, 业务员, 业务人员, 客户经理, 专管业务员'
const currency = 'currency, currency code, currency iso code, 币种, 币别, 货币, 结算币种, 货币类型'
const outsideId = 'external id, external number, ext id, record id, source id, legacy id, reference, '

/**
 * By kind and field, in lower case, the surest first; plural, spaces and joined words are made alike by `headerKey`.
 * From the column names of Salesforce, HubSpot, Pipedrive, Zoho, Odoo, 纷享销客, 销售易, 金蝶, 用友 and common use.
 */
export const synonyms: Readonly<Record<ImportKind, Readonly<Record<string, readonly string[]>>>> = {
  members: fields({
    name: `name, full name, member name, employee name, user name, display name, sales agent, agent, salesperson, sales rep,
      sales representative, rep, seller, employee, user, person, owner, 姓名, 名字, 员工姓名, 人员姓名, 成员, 成员姓名, 销售人员,
      销售代表, 业务员, 用户名, 用户姓名, 职员名称, 职员, 人员名称, 人员`,
    firstName: 'first name, given name, forename, 名',
    lastName: 'last name, surname, family name, 姓, 姓氏',
    email:
      'email, email address, work email, mail, login, login email, 邮箱, 电子邮箱, 电子邮件, 邮件, 工作邮箱, 企业邮箱, email地址, 邮箱地址',
    manager: `manager, manager name, reports to, report to, reporting to, supervisor, direct manager, line manager, team lead, boss,
      直属上级, 上级, 直接上级, 汇报对象, 主管, 直属主管, 经理, 部门负责人, 上级主管`,
    team: 'team, team name, sales team, department, dept, group, unit, primary team, 团队, 团队名称, 部门, 部门名称, 主属部门, 所属部门, 所属团队, 销售团队, 小组',
    region:
      'region, regional office, sales region, territory, area, office, 区域, 大区, 地区, 销售区域, 所属区域, 办事处, 片区',
    role: 'role, user role, profile, permission, permission set, security role, 角色, 权限角色, 用户角色',
    validFrom: `in the team from, in team from, team since, team from, team start date, since in team, membership from, membership start, membership begins,
      assigned from, assignment start date, effective from, effective date, valid from, position start date,
      任职起始日期, 任职开始日期, 调入日期, 调岗日期, 异动日期, 加入团队日期, 归属起始日期, 生效日期`,
    validTo: `in the team until, in team until, team until, team to, team end date, membership to, membership until, membership end,
      assigned to date, assignment end date, effective to, effective until, valid to, valid until, position end date,
      任职结束日期, 任职终止日期, 调出日期, 离开团队日期, 归属结束日期, 失效日期`,
    employedFrom: `employed from, hire date, hired, hired on, start date, date of joining, joined, joining date, employment date,
      入职日期, 入职时间, 入职日, 到岗日期, 开始日期`,
    employedTo: `employed to, employed until, termination date, end date, leave date, left on, last day, last working day, exit date,
      离职日期, 离职时间, 离职日, 结束日期`,
    timeZone: 'time zone, tz, 时区',
    externalId: `${outsideId}member id, employee id, user id, employee number, employee no, staff id, personnel number, id,
      员工编号, 工号, 员工号, 人员编号, 人员编码, 职员编码, 业务员编码, 用户id, 外部编号`,
    phone:
      'phone, phone number, mobile, mobile phone, cell, cell phone, telephone, tel, work phone, 电话, 手机, 手机号, 手机号码, 联系电话, 移动电话',
    title: 'title, job title, position, job, designation, 职位, 职务, 岗位, 头衔, 职称',
  }),
  teams: fields({
    name: 'name, team name, team, sales team, department, department name, group, group name, 团队, 团队名称, 名称, 部门, 部门名称, 小组',
    parent:
      'parent, parent team, parent department, parent group, reports to, superior, division, 上级团队, 上级部门, 上级, 所属部门, 父级',
    manager:
      'manager, lead, leader, team lead, team leader, team manager, head, owner, 负责人, 团队负责人, 部门负责人, 主管, 经理, 部门主管',
    region: 'region, regional office, territory, area, office, location, 区域, 大区, 地区, 办事处',
    externalId: `${outsideId}team id, department id, department code, code, id, 团队编号, 部门编号, 部门编码, 编号, 编码`,
  }),
  products: fields({
    name: `name, product name, product, item, item name, description, product description, material, 产品, 产品名称, 商品名称, 商品,
      名称, 存货名称, 物料名称, 品名`,
    code: `code, product code, sku, item code, item no, item number, part number, internal reference, default code, barcode,
      产品编码, 产品编号, 商品编码, 商品编号, 存货编码, 物料编码, 货号, 编码`,
    category: `category, product category, product family, family, series, product line, product type, type, class, product group,
      分类, 产品分类, 产品类别, 类别, 系列, 产品系列, 产品线, 存货分类, 物料分组, 商品分类`,
    price: `price, unit price, sales price, list price, sale price, selling price, retail price, standard price, msrp, amount,
      价格, 单价, 标准价格, 标准单价, 售价, 销售价, 销售单价, 含税单价, 目录价, 零售价, 参考售价`,
    cost: 'cost, unit cost, cost price, cost of good sold, purchase price, standard cost, 成本, 成本价, 单位成本, 采购价, 进价, 参考成本',
    currency,
    externalId: `${outsideId}product id, item id, id, 产品id, 外部编号, 商品id`,
  }),
  accounts: fields({
    name: `name, account name, account, company name, company, organization, organization name, organisation, organisation name,
      customer, customer name, client, client name, business name, partner, 客户名称, 客户, 公司名称, 公司, 企业名称, 单位名称, 名称, 客户全称,
      往来单位, 往来单位名称, 客户公司名称`,
    domain: `domain, company domain name, company domain, website, website url, web, url, homepage, 域名, 网址, 网站, 官网, 公司网址,
      公司网站, 主页`,
    industry:
      'industry, sector, vertical, line of business, business sector, 行业, 所属行业, 客户行业, 行业分类, 公司行业, 一级行业',
    foundedYear: `founded year, year founded, founded, founded in, year established, established, established year, founding year, year started,
      成立年份, 创立年份, 成立时间, 成立年`,
    annualRevenue: `annual revenue, revenue, yearly revenue, turnover, annual turnover, annual sales, sales volume, annual income,
      年营收, 年收入, 营业额, 年销售额, 年营业额, 营收, 年产值`,
    currency,
    employees: `employee, number of employee, employee count, no of employee, no employee, headcount, people count, company size,
      size, staff, staff count, 员工数, 员工人数, 人数, 公司规模, 人员规模, 员工数量, 企业规模, 总人数`,
    location: `location, office location, country, country region, headquarter, hq, billing country, city, address, region, billing city,
      地点, 所在地, 所在地区, 总部, 国家, 城市, 地址, 详细地址, 地区, 省市, 所在城市`,
    parent: `parent, parent account, parent account name, parent company, subsidiary of, holding, group, ultimate parent,
      related company, 上级客户, 母公司, 上级公司, 总公司, 所属集团, 集团, 父客户`,
    owner: `${owner}company owner, organization owner, customer owner, salesperson, seller, account manager, key account manager,
      ${ownerZh}, 客户负责人, 客户所有人`,
    phone: `phone, phone number, telephone, tel, main phone, company phone, mobile, 电话, 公司电话, 联系电话, 客户电话, 座机, 手机`,
    externalId: `${outsideId}account id, company id, customer id, organization id, account number, customer number, customer code,
      account no, customer no, id, 客户编号, 客户编码, 客户id, 外部编号, 往来单位编码, 编号`,
    segment: `segment, customer segment, tier, account tier, customer tier, rating, account type, type, class, customer type,
      customer group, 客户级别, 客户等级, 客户分级, 客户类型, 客户分类, 级别, 等级, 分级, 细分, 客户类别`,
  }),
  contacts: fields({
    name: `name, full name, contact name, contact, contact person, person, person name, display name, 姓名, 联系人, 联系人姓名, 名字,
      联系人名称, 客户联系人`,
    firstName: 'first name, given name, forename, 名',
    lastName: 'last name, surname, family name, 姓, 姓氏',
    email: `email, email address, mail, work email, business email, primary email, email work, 邮箱, 电子邮箱, 电子邮件, 邮件, 邮箱地址,
      工作邮箱`,
    phone: `phone, phone number, mobile, mobile phone, mobile phone number, telephone, tel, work phone, phone work, business phone, cell,
      cell phone, direct phone, 电话, 手机, 手机号, 手机号码, 联系电话, 移动电话, 办公电话, 座机, 联系方式`,
    title: 'title, job title, position, job position, role, function, 职位, 职务, 头衔, 岗位, 职称',
    account: `account, account name, company, company name, organization, organization name, organisation, customer, customer name,
      client, employer, associated company, primary associated company, related company, 客户, 客户名称, 公司, 公司名称, 所属客户, 所属公司, 单位, 企业名称`,
    owner: `${owner}contact owner, person owner, salesperson, support rep, support rep id, account manager, ${ownerZh}, 联系人负责人, 联系人所有人`,
    externalId: `${outsideId}contact id, person id, customer id, lead id, id, 联系人编号, 联系人id, 编号, 外部编号`,
  }),
  deals: fields({
    externalId: `external id, external number, opportunity id, deal id, record id, order id, order number, order no, reference, contract number, ext id,
      source id, legacy id, id, 商机编号, 商机id, 销售机会编号, 机会编号, 订单编号, 合同编号, 单据编号, 外部编号, 单据号, 编号`,
    name: `name, deal name, opportunity name, deal, opportunity, deal title, opportunity title, title, potential name, subject, order name,
      商机名称, 商机, 销售机会名称, 销售机会, 机会名称, 机会主题, 商机主题, 项目名称, 项目, 合同名称, 名称, 主题, 单据名称`,
    owner: `${owner}opportunity owner, deal owner, potential owner, salesperson, sales representative, seller, user,
      account executive, ${ownerZh}, 商机负责人, 销售机会所有人, 商机所有人, 机会负责人`,
    product: `product, product name, item, product id, sku, line item, 产品, 产品名称, 商品, 商品名称, 存货名称, 物料名称, 意向产品, 关联产品`,
    account: `account, account name, company, company name, organization, organization name, organisation, customer, customer name,
      client, client name, associated company, primary associated company, partner, 客户, 客户名称, 公司, 公司名称, 所属客户, 往来单位, 企业名称, 购货单位, 客户全称`,
    contact: `contact, contact name, contact person, primary contact, associated contact, person, 联系人, 联系人姓名, 客户联系人, 主要联系人`,
    stage: `stage, deal stage, opportunity stage, sales stage, stage name, pipeline stage, phase, 阶段, 商机阶段, 销售阶段, 机会阶段, 跟进阶段,
      项目阶段, 销售机会阶段`,
    status: `status, deal status, opportunity status, won lost, state, outcome, result, 状态, 商机状态, 赢单状态, 销售机会状态, 结果, 机会状态`,
    createdOn: `created on, created date, create date, created, created at, creation date, created time, add time, deal created,
      engage date, engaged on, open date, opened on, date opened, start date, entry date, 创建日期, 创建时间, 发现日期, 开始日期, 录入日期, 立项日期`,
    closesOn: `close on, expected close date, expected closing date, expected closing, expected close, expected close time, closing date,
      estimated close date, est close date, forecast close date, target close date, target date, due date, 预计成交日期, 预计成交时间,
      预计结单日期, 预计签单日期, 预计关闭日期, 预计签约日期, 预计完成日期, 预计赢单日期, 预计成单日期, 结单日期, 预计成交日`,
    closedOn: `closed on, close date, closed date, date closed, closed at, close time, actual close date, actual closing date, won on,
      won date, won time, win date, deal closed on, signed on, contract date, order date, invoice date, 成交日期, 成交时间, 赢单日期, 赢单时间,
      关闭日期, 关闭时间, 实际成交日期, 实际结单日期, 实际关闭日期, 签单日期, 签约日期, 合同签订日期, 单据日期, 订单日期, 下单日期`,
    amount: `amount, close value, deal value, deal amount, value, opportunity amount, total, total amount, total price, price, revenue, deal size,
      contract value, contract amount, order amount, expected revenue, estimated value, expected value, amount in company currency,
      amount converted, 金额, 商机金额, 销售金额, 成交金额, 合同金额, 订单金额, 预计金额, 预计成交金额, 预计销售金额, 机会金额, 价税合计, 总金额, 总价, 含税金额`,
    currency: `currency, currency code, currency iso code, deal currency code, currency of value, amount currency, opportunity currency,
      币种, 币别, 货币, 结算币种, 交易币种, 货币类型`,
    lostReason: `lost reason, loss reason, closed lost reason, reason lost, reason for loss, reason of loss, lose reason, close reason,
      输单原因, 丢单原因, 失单原因, 失败原因, 流失原因, 输单理由`,
    source: `source, lead source, deal source, opportunity source, original source, original traffic source, source name, channel,
      utm source, 来源, 商机来源, 线索来源, 客户来源, 机会来源, 渠道`,
    competitor:
      'competitor, main competitor, competition, competitor name, lost to, 竞争对手, 主要竞争对手, 竞品, 友商',
    nextStep:
      'next step, next action, next activity, next step description, 下一步, 下一步计划, 下一步行动, 下步计划, 后续计划',
    nextStepOn:
      'next step on, next step date, next step due, next activity date, next action date, 下一步日期, 下次跟进日期, 下次跟进时间, 下次联系时间',
    probability: `probability, win probability, deal probability, win likelihood, likelihood, confidence, chance, 赢率, 成交概率, 赢单率,
      成交可能性, 可能性, 赢单概率, 概率, 预测赢率`,
    pipeline:
      'pipeline, pipeline name, sales pipeline, sales process, process, funnel, board, 管道, 销售管道, 销售流程, 销售漏斗, 业务类型',
  }),
  activities: fields({
    kind: 'kind, type, activity type, task type, event type, call type, activity, engagement type, task subtype, 类型, 活动类型, 跟进方式, 跟进类型, 记录类型, 任务类型, 沟通方式',
    subject: `subject, title, activity subject, activity title, name, topic, summary, task name, meeting name, call title, event title,
      主题, 标题, 活动主题, 名称, 任务主题, 活动名称`,
    occurredAt: `occurred at, activity date, start, start time, start date time, start date, timestamp, time, done time,
      marked as done time, completed at, completed time, call start time, activity time, created at, datetime, from, 时间, 发生时间, 开始时间, 跟进时间, 活动时间,
      拜访时间, 完成时间, 沟通时间`,
    occurredOn: `occurred on, date, activity date, due date, day, done on, completed on, completed date, start date, call date, meeting date,
      visit date, 日期, 发生日期, 跟进日期, 活动日期, 拜访日期, 完成日期, 开始日期`,
    repliedOn:
      'replied on, reply date, answered on, answer date, response date, date replied, responded on, first reply date, 回复日期, 答复日期, 客户回复日期',
    repliedAt: `replied at, reply time, answered at, answer time, response time, last replied date, email reply date, email replied at, replied time,
      first reply time, 回复时间, 答复时间, 客户回复时间`,
    owner: `${owner}assigned, assigned to user, activity owner, activity assigned to, task owner, host, user, created by, salesperson,
      ${ownerZh}, 执行人, 跟进人员, 拜访人, 创建人, 参与人`,
    account: `account, account name, company, company name, organization, organization name, organisation, customer, customer name,
      related to, associated company, regarding, 客户, 客户名称, 公司, 公司名称, 关联客户, 所属客户, 拜访客户`,
    contact: `contact, contact name, contact person, person, name of contact, associated contact, who, 联系人, 联系人姓名, 客户联系人, 关联联系人`,
    deal: `deal, deal name, deal title, opportunity, opportunity name, associated deal, related deal, 商机, 商机名称, 销售机会, 关联商机, 机会名称, 项目`,
    minutes: `minute, duration, duration minute, duration in minute, call duration, length, talk time, 时长, 通话时长, 分钟, 时长分钟, 持续时间, 会议时长`,
    outcome: `outcome, result, call outcome, call result, meeting outcome, status, disposition, 结果, 跟进结果, 通话结果, 状态, 拜访结果, 沟通结果`,
    body: `body, note, description, comment, full comment, content, detail, message, call note, public description, 内容, 备注, 描述,
      跟进内容, 详情, 跟进记录, 沟通内容, 拜访内容, 说明, 活动内容`,
    externalId: `${outsideId}activity id, task id, event id, call id, id, 编号, 活动编号, 外部编号, 记录编号`,
  }),
  'fx-rates': fields({
    from: `from, from currency, base, base currency, source currency, currency, currency code, foreign currency, 源币种, 原币, 原币种, 外币,
      币种, 币别, 从, 基准货币`,
    to: `to, to currency, quote, quote currency, target, target currency, counter currency, home currency, local currency, 目标币种, 目标币,
      本位币, 兑换币种, 到, 目标货币`,
    validOn: `valid on, valid from, date, day, effective date, effective from, effective, start date, rate date, as of, 日期, 生效日期, 汇率日期, 生效日,
      有效日期, 开始日期, 适用日期`,
    rate: `rate, exchange rate, fx rate, conversion rate, value, mid rate, middle rate, close, unit per, 汇率, 兑换率, 折算汇率, 中间价, 记账汇率, 直接汇率`,
    source: 'source, provider, rate source, rate type, rate table, publisher, 来源, 汇率来源, 汇率类型, 数据来源',
  }),
  quotas: fields({
    member: `member, member name, person, ${owner}salesperson, seller, employee, employee name, user, name, full name,
      成员, 姓名, 员工, 员工姓名, ${ownerZh}`,
    team: 'team, team name, sales team, department, dept, group, 团队, 团队名称, 部门, 部门名称, 所属部门, 销售团队, 小组',
    metric: `metric, measure, kpi, figure, indicator, target type, quota type, goal type,
      考核项, 指标名称, 指标类型, 考核指标, 度量, 统计项, kpi指标`,
    period: `period, quota period, target period, fiscal period, quarter, fiscal quarter, month, date range, time frame,
      期间, 周期, 考核周期, 考核期间, 季度, 月份, 时间, 目标期间`,
    target: `target, quota, goal, amount, target amount, quota amount, goal amount, target value, base, value, plan,
      指标, 目标, 指标值, 目标值, 目标金额, 任务, 任务额, 销售目标, 销售任务, 业绩目标, 达标, 达标值`,
    stretch: 'stretch, stretch target, stretch goal, stretch amount, 冲刺, 冲刺值, 冲刺目标',
    challenge: 'challenge, challenge target, challenge goal, challenge amount, 挑战, 挑战值, 挑战目标',
    currency,
  }),
}

function fields(lists: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const split: Record<string, readonly string[]> = {}
  for (const [field, list] of Object.entries(lists)) split[field] = list.split(',').map((word) => word.trim())
  return split
}
