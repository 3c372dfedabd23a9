import type { NationalCalendar, NationalDay } from './nationalCalendar.ts'

/**
 * Days off and made-up working days 补班 by the General Office of the State Council's notice for each year (国务院办公厅
 * 关于 20xx 年部分节假日安排的通知), two of them changed by a later one: 2019 Labour Day, 2020 Spring Festival. Facts
 * compiled by the MIT-licensed npm package chinese-days 1.5.7.
 */
const notices = [
  'https://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm',
  'https://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm',
  'https://www.gov.cn/xinwen/2018-12/06/content_5346287.htm',
  'https://www.gov.cn/zhengce/content/2019-03/22/content_5375877.htm',
  'https://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm',
  'https://www.gov.cn/zhengce/content/2020-01/27/content_5472352.htm',
  'https://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm',
  'https://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm',
  'https://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm',
  'https://www.gov.cn/zhengce/content/202310/content_6911527.htm',
  'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
] as const

/** A year's days off, each from and to, and the weekend days that are worked instead. What is missing isn't announced yet. */
const years = [
  {
    year: 2017,
    off: '元旦 01-01 01-02, 春节 01-27 02-02, 清明节 04-02 04-04, 劳动节 05-01 05-01, 端午节 05-28 05-30, 国庆节、中秋节 10-01 10-08',
    worked: '01-22 02-04 04-01 05-27 09-30',
  },
  {
    year: 2018,
    off: '元旦 01-01 01-01, 春节 02-15 02-21, 清明节 04-05 04-07, 劳动节 04-29 05-01, 端午节 06-18 06-18, 中秋节 09-24 09-24, 国庆节 10-01 10-07, 元旦 12-30 12-31',
    worked: '02-11 02-24 04-08 04-28 09-29 09-30 12-29',
  },
  {
    year: 2019,
    off: '元旦 01-01 01-01, 春节 02-04 02-10, 清明节 04-05 04-07, 劳动节 05-01 05-04, 端午节 06-07 06-09, 中秋节 09-13 09-15, 国庆节 10-01 10-07',
    worked: '02-02 02-03 04-28 05-05 09-29 10-12',
  },
  {
    year: 2020,
    off: '元旦 01-01 01-01, 春节 01-24 02-02, 清明节 04-04 04-06, 劳动节 05-01 05-05, 端午节 06-25 06-27, 国庆节、中秋节 10-01 10-08',
    worked: '01-19 04-26 05-09 06-28 09-27 10-10',
  },
  {
    year: 2021,
    off: '元旦 01-01 01-03, 春节 02-11 02-17, 清明节 04-03 04-05, 劳动节 05-01 05-05, 端午节 06-12 06-14, 中秋节 09-19 09-21, 国庆节 10-01 10-07',
    worked: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  },
  {
    year: 2022,
    off: '元旦 01-01 01-03, 春节 01-31 02-06, 清明节 04-03 04-05, 劳动节 04-30 05-04, 端午节 06-03 06-05, 中秋节 09-10 09-12, 国庆节 10-01 10-07, 元旦 12-31 12-31',
    worked: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  },
  {
    year: 2023,
    off: '元旦 01-01 01-02, 春节 01-21 01-27, 清明节 04-05 04-05, 劳动节 04-29 05-03, 端午节 06-22 06-24, 国庆节、中秋节 09-29 10-06',
    worked: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  },
  {
    year: 2024,
    off: '元旦 01-01 01-01, 春节 02-10 02-17, 清明节 04-04 04-06, 劳动节 05-01 05-05, 端午节 06-10 06-10, 中秋节 09-15 09-17, 国庆节 10-01 10-07',
    worked: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  {
    year: 2025,
    off: '元旦 01-01 01-01, 春节 01-28 02-04, 清明节 04-04 04-06, 劳动节 05-01 05-05, 端午节 05-31 06-02, 国庆节、中秋节 10-01 10-08',
    worked: '01-26 02-08 04-27 09-28 10-11',
  },
  {
    year: 2026,
    off: '元旦 01-01 01-03, 春节 02-15 02-23, 清明节 04-04 04-06, 劳动节 05-01 05-05, 端午节 06-19 06-21, 中秋节 09-25 09-27, 国庆节 10-01 10-07',
    worked: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
] as const

const englishNames: Readonly<Record<string, string>> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  '国庆节、中秋节': 'National Day and Mid-Autumn Festival',
}

export const china: NationalCalendar = {
  key: 'CN',
  nameZh: '中国大陆',
  nameEn: 'Mainland China',
  weekend: [6, 7],
  from: '2017-01-01',
  to: '2026-12-31',
  source: notices.join('\n'),
  days: years
    .flatMap(({ year, off, worked }) => [
      ...off.split(', ').flatMap((line) => daysOff(year, line)),
      ...worked.split(' ').map((day) => ({
        day: `${year}-${day}`,
        kind: 'madeUp' as const,
        nameZh: '补班',
        nameEn: 'Made-up working day',
      })),
    ])
    .sort((a, b) => (a.day < b.day ? -1 : 1)),
}

function daysOff(year: number, line: string): NationalDay[] {
  const [nameZh = '', from = '', to = ''] = line.split(' ')
  const last = Temporal.PlainDate.from(`${year}-${to}`)
  const days: NationalDay[] = []
  for (
    let day = Temporal.PlainDate.from(`${year}-${from}`);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    days.push({ day: day.toString(), kind: 'holiday', nameZh, nameEn: englishNames[nameZh] ?? nameZh })
  }
  return days
}
