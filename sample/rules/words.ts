/** How a company speaks in one language: what the generator fills its records with. None of these people and firms exist. */
export interface Words {
  readonly organisation: string
  readonly root: string
  readonly currency: string
  readonly timeZone: string
  readonly regions: readonly [Region, Region, Region]
  readonly office: { readonly [role in 'owner' | 'ops' | 'hr' | 'trainer' | 'payroll']: Person }
  readonly vacant: Person
  readonly titles: { readonly manager: string; readonly rep: string; readonly newcomer: string }
  readonly products: readonly [Product, ...Product[]]
  readonly industries: readonly [string, ...string[]]
  readonly segments: readonly [string, string, string]
  readonly sources: readonly [string, ...string[]]
  readonly competitors: readonly [string, ...string[]]
  readonly contactTitles: readonly [string, ...string[]]
  readonly nextSteps: readonly (readonly [string, ...string[]])[]
  readonly calls: readonly [string, ...string[]]
  readonly mails: readonly [string, ...string[]]
  readonly meetings: readonly [string, ...string[]]
  readonly visits: readonly [string, ...string[]]
  readonly messages: readonly [string, ...string[]]
  readonly notes: readonly [string, ...string[]]
  readonly connected: readonly [string, ...string[]]
  readonly unanswered: readonly [string, ...string[]]
  /** The newcomers' ramp, and why targets were declined or changed. */
  readonly targets: { readonly [of in 'ramp' | 'declined' | 'more' | 'less']: string }
  readonly leave: { readonly holiday: string; readonly sick: string }
  /** Of a deal: the customer's name, the product's. */
  readonly deal: (account: string, product: string, round: number) => string
  readonly subsidiary: (parent: string, place: string) => string
}
export interface Person {
  readonly name: string
  readonly title: string
  /** What stands before the @ of the e-mail. */
  readonly mail: string
}
export interface Product {
  readonly code: string
  readonly name: string
  readonly category: string
  /** Major units of the organisation's currency. */
  readonly price: number
  readonly cost: number
}
export interface Region {
  readonly key: string
  readonly team: string
  readonly site: string
  readonly timeZone: string
  readonly currency: string
  /** One of the national calendars that come with the product, or none: then `holidays` hold. */
  readonly calendar: 'CN' | 'US' | null
  /** Month-day and name. */
  readonly holidays: readonly (readonly [string, string])[]
  readonly manager: Person
  readonly reps: readonly Person[]
  readonly people: Names
  readonly firms: readonly [readonly [string, ...string[]], readonly [string, ...string[]]]
  readonly firm: (first: string, second: string) => string
  readonly domain: string
  readonly phone: string
}
export interface Names {
  readonly given: readonly [string, ...string[]]
  readonly family: readonly [string, ...string[]]
  readonly full: (given: string, family: string) => string
}

export const germanHolidays = (names: readonly [string, string, string, string, string]) =>
  [
    ['01-01', names[0]],
    ['05-01', names[1]],
    ['10-03', names[2]],
    ['12-25', names[3]],
    ['12-26', names[4]],
  ] as const

const western = (given: string, family: string) => `${given} ${family}`
export const chineseNames: Names = {
  given: [
    ...(['伟', '芳', '敏', '静怡', '立群', '晓东', '思远', '佳宁', '文博', '雨桐', '志强', '海燕', '嘉豪'] as const),
    ...(['若曦', '建国', '梓轩', '丽华', '明辉', '心怡', '永健', '雪梅', '子涵', '启航', '婉清', '国栋'] as const),
  ],
  family: ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '高', '罗'],
  full: (given, family) => `${family}${given}`,
}
export const pinyinNames: Names = {
  given: [
    ...(['Wei', 'Fang', 'Min', 'Jingyi', 'Liqun', 'Xiaodong', 'Siyuan', 'Jianing', 'Wenbo', 'Yutong'] as const),
    ...(['Zhiqiang', 'Haiyan', 'Jiahao', 'Ruoxi', 'Zixuan', 'Lihua', 'Minghui', 'Xinyi', 'Zihan'] as const),
  ],
  family: ['Wang', 'Li', 'Zhang', 'Liu', 'Chen', 'Yang', 'Huang', 'Zhao', 'Wu', 'Zhou', 'Xu', 'Sun', 'Ma', 'Guo'],
  full: western,
}
export const germanNames: Names = {
  given: [
    ...(['Anna', 'Jonas', 'Lena', 'Felix', 'Miriam', 'Lukas', 'Sabine', 'Emil', 'Clara', 'Henrik'] as const),
    ...(['Greta', 'Tobias', 'Johanna', 'Moritz', 'Ines', 'Paul', 'Nora', 'Stefan', 'Ulrike'] as const),
  ],
  family: [
    ...(['Albrecht', 'Brandt', 'Dietz', 'Ebert', 'Falk', 'Graf', 'Hartwig', 'Jansen', 'Keller'] as const),
    ...(['Lorenz', 'Marquardt', 'Nowak', 'Otto', 'Peters', 'Richter', 'Seidel', 'Thiele', 'Winkler'] as const),
  ],
  full: western,
}
export const americanNames: Names = {
  given: [
    ...(['Ruth', 'Marcus', 'Elena', 'Dwight', 'Priya', 'Owen', 'Naomi', 'Caleb', 'Joan', 'Rafael'] as const),
    ...(['Tessa', 'Gordon', 'Imani', 'Peter', 'Vera', 'Louis', 'Hannah', 'Dennis', 'Carmen'] as const),
  ],
  family: [
    ...(['Abbott', 'Brennan', 'Castillo', 'Doyle', 'Ellison', 'Fischer', 'Garrison', 'Hale', 'Ingram'] as const),
    ...(['Kessler', 'Lawson', 'Mercer', 'Novak', 'Osborne', 'Pruitt', 'Ramsey', 'Sutton', 'Vance'] as const),
  ],
  full: western,
}
export const singaporeNames: Names = {
  given: ['伟伦', '慧敏', '俊杰', '美玲', '国强', '诗婷', '家明', '淑芬', '志豪', '雅雯', '建兴', '佩珊'],
  family: ['陈', '林', '黄', '李', '吴', '蔡', '许', '郑', '谢', '洪', '颜', '郭'],
  full: (given, family) => `${family}${given}`,
}
export const germanFirms: Region['firms'] = [
  [
    ...(['Nordhafen', 'Lindenau', 'Kranich', 'Brückfeld', 'Havelland', 'Seewald', 'Morgenroth'] as const),
    ...(['Eichgrund', 'Steinwerder', 'Falkenberg', 'Rosental', 'Weidenhof', 'Altmühle', 'Spreetal'] as const),
  ],
  [
    ...(['Logistik GmbH', 'Maschinenbau GmbH', 'Energie AG', 'Handels GmbH', 'Textil GmbH'] as const),
    ...(['Pharma AG', 'Werkzeuge GmbH', 'Lebensmittel GmbH', 'Verpackung KG', 'Medizintechnik GmbH'] as const),
  ],
]
