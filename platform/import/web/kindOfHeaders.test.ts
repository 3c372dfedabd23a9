import { expect, test } from 'vitest'
import { importKinds } from '../rules/synonyms.ts'
import { kindOfHeaders } from './kindOfHeaders.ts'

const kindOf = (head: string) => kindOfHeaders(head, importKinds).sure

test('a pipeline is known by its stages and owners', () => {
  expect(
    kindOf(
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\nA1,Maya,GTX,Acme,Won,2017-01-02,2017-03-01,1054\nA2,Maya,GTX,Acme,Lost,2017-01-02,2017-03-01,0\n',
    ),
  ).toBe('deals')
  expect(
    kindOf('Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date,Associated Company\n'),
  ).toBe('deals')
  expect(kindOf('商机名称,客户名称,负责人,商机阶段,预计成交日期,金额\n')).toBe('deals')
})

test('lists of customers, people, products and rates are told apart', () => {
  expect(kindOf('account,sector,year_established,revenue,employees,office_location,subsidiary_of\n')).toBe('accounts')
  expect(kindOf('sales_agent,manager,regional_office\n')).toBe('members')
  expect(kindOf('product,series,sales_price\n')).toBe('products')
  expect(kindOf('客户名称;行业;地址;负责人;客户级别\n')).toBe('accounts')
  expect(kindOf('First Name,Last Name,Email,Phone,Account Name,Title\n')).toBe('contacts')
  expect(kindOf('from currency,to currency,date,rate\n')).toBe('fx-rates')
  expect(kindOf('Date,USD,JPY,BGN,CZK,DKK,GBP,\n2026-11-24,1.0512,161.2,1.9558,25.1,7.45,0.83,\n')).toBe('fx-rates')
})

test('what could be several things is asked', () => {
  expect(kindOf('name,id\nAcme,1\n')).toBeNull()
  expect(kindOf('\u0000\u0001')).toBeNull()
})

test('only what one may import is proposed', () => {
  const { kinds } = kindOfHeaders('product,series,sales_price\n', ['accounts', 'deals'])
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['accounts', 'deals'])
})
