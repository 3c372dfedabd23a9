import { describe, expect, test } from 'vitest'
import { detectColumn } from './detect.ts'
import { guessMapping } from './headers.ts'
import type { ImportKind } from './synonyms.ts'
import { targetFields } from './targets.ts'

/** Header → field by the names alone, those that are left out with null. */
function mapped(kind: ImportKind, headers: readonly string[]) {
  const columns = headers.map(() => detectColumn([]))
  const guesses = guessMapping({ headers, columns, fields: targetFields(kind) })
  return Object.fromEntries(guesses.map(({ header, field }) => [header, field]))
}

describe('exports of other systems', () => {
  test('Salesforce, opportunities', () => {
    expect(
      mapped('deals', [
        'Opportunity Owner',
        'Account Name',
        'Opportunity Name',
        'Stage',
        'Fiscal Period',
        'Amount',
        'Probability (%)',
        'Age',
        'Close Date',
        'Created Date',
        'Next Step',
        'Lead Source',
        'Type',
        'Opportunity ID',
      ]),
    ).toEqual({
      'Opportunity Owner': 'owner',
      'Account Name': 'account',
      'Opportunity Name': 'name',
      Stage: 'stage',
      'Fiscal Period': null,
      Amount: 'amount',
      'Probability (%)': 'probability',
      Age: null,
      'Close Date': 'closedOn',
      'Created Date': 'createdOn',
      'Next Step': 'nextStep',
      'Lead Source': 'source',
      Type: null,
      'Opportunity ID': 'externalId',
    })
  })

  test('HubSpot, deals', () => {
    expect(
      mapped('deals', [
        'Record ID',
        'Deal Name',
        'Deal Stage',
        'Close Date',
        'Deal owner',
        'Amount',
        'Pipeline',
        'Create Date',
        'Associated Company',
        'Associated Contact',
        'Closed Lost Reason',
        'Currency',
      ]),
    ).toEqual({
      'Record ID': 'externalId',
      'Deal Name': 'name',
      'Deal Stage': 'stage',
      'Close Date': 'closedOn',
      'Deal owner': 'owner',
      Amount: 'amount',
      Pipeline: 'pipeline',
      'Create Date': 'createdOn',
      'Associated Company': 'account',
      'Associated Contact': 'contact',
      'Closed Lost Reason': 'lostReason',
      Currency: 'currency',
    })
  })

  test('Pipedrive, deals, each name with its prefix', () => {
    expect(
      mapped('deals', [
        'Deal - ID',
        'Deal - Title',
        'Deal - Value',
        'Deal - Currency of Value',
        'Deal - Owner',
        'Deal - Organization',
        'Deal - Contact person',
        'Deal - Pipeline',
        'Deal - Stage',
        'Deal - Status',
        'Deal - Deal created',
        'Deal - Expected close date',
        'Deal - Won time',
        'Deal - Lost reason',
        'Deal - Probability',
        'Deal - Update time',
      ]),
    ).toEqual({
      'Deal - ID': 'externalId',
      'Deal - Title': 'name',
      'Deal - Value': 'amount',
      'Deal - Currency of Value': 'currency',
      'Deal - Owner': 'owner',
      'Deal - Organization': 'account',
      'Deal - Contact person': 'contact',
      'Deal - Pipeline': 'pipeline',
      'Deal - Stage': 'stage',
      'Deal - Status': 'status',
      'Deal - Deal created': 'createdOn',
      'Deal - Expected close date': 'closesOn',
      'Deal - Won time': 'closedOn',
      'Deal - Lost reason': 'lostReason',
      'Deal - Probability': 'probability',
      'Deal - Update time': null,
    })
  })

  test('Zoho, deals', () => {
    expect(
      mapped('deals', [
        'Record Id',
        'Deal Owner',
        'Amount',
        'Deal Name',
        'Closing Date',
        'Account Name',
        'Contact Name',
        'Stage',
        'Expected Revenue',
        'Created Time',
        'Modified Time',
        'Reason For Loss',
      ]),
    ).toEqual({
      'Record Id': 'externalId',
      'Deal Owner': 'owner',
      Amount: 'amount',
      'Deal Name': 'name',
      'Closing Date': 'closesOn',
      'Account Name': 'account',
      'Contact Name': 'contact',
      Stage: 'stage',
      'Expected Revenue': null,
      'Created Time': 'createdOn',
      'Modified Time': null,
      'Reason For Loss': 'lostReason',
    })
  })

  test('Odoo, opportunities', () => {
    expect(
      mapped('deals', [
        'External ID',
        'Opportunity',
        'Customer',
        'Salesperson',
        'Expected Revenue',
        'Stage',
        'Expected Closing',
        'Created on',
      ]),
    ).toEqual({
      'External ID': 'externalId',
      Opportunity: 'name',
      Customer: 'account',
      Salesperson: 'owner',
      'Expected Revenue': 'amount',
      Stage: 'stage',
      'Expected Closing': 'closesOn',
      'Created on': 'createdOn',
    })
  })

  test('纷享销客的商机', () => {
    expect(
      mapped('deals', [
        '商机名称（必填）',
        '客户名称（必填）',
        '商机金额',
        '预计成交日期',
        '商机阶段',
        '赢率',
        '负责人（必填）',
        '负责人主属部门',
        '创建时间',
        '最后修改时间',
        '输单原因',
        '商机来源',
      ]),
    ).toEqual({
      '商机名称（必填）': 'name',
      '客户名称（必填）': 'account',
      商机金额: 'amount',
      预计成交日期: 'closesOn',
      商机阶段: 'stage',
      赢率: 'probability',
      '负责人（必填）': 'owner',
      负责人主属部门: null,
      创建时间: 'createdOn',
      最后修改时间: null,
      输单原因: 'lostReason',
      商机来源: 'source',
    })
  })

  test('销售易的销售机会', () => {
    expect(
      mapped('deals', [
        '销售机会名称',
        '客户名称',
        '销售机会所有人',
        '销售阶段',
        '销售金额',
        '币种',
        '结单日期',
        '竞争对手',
        '丢单原因',
        '创建日期',
      ]),
    ).toEqual({
      销售机会名称: 'name',
      客户名称: 'account',
      销售机会所有人: 'owner',
      销售阶段: 'stage',
      销售金额: 'amount',
      币种: 'currency',
      结单日期: 'closesOn',
      竞争对手: 'competitor',
      丢单原因: 'lostReason',
      创建日期: 'createdOn',
    })
  })

  test('金蝶、用友的档案和单据', () => {
    expect(mapped('accounts', ['客户编码', '客户名称', '所属行业', '专管业务员', '上级客户', '电话'])).toEqual({
      客户编码: 'externalId',
      客户名称: 'name',
      所属行业: 'industry',
      专管业务员: 'owner',
      上级客户: 'parent',
      电话: 'phone',
    })
    expect(mapped('products', ['存货编码', '存货名称', '规格型号', '存货分类', '参考成本', '参考售价'])).toEqual({
      存货编码: 'code',
      存货名称: 'name',
      规格型号: null,
      存货分类: 'category',
      参考成本: 'cost',
      参考售价: 'price',
    })
    expect(mapped('deals', ['单据编号', '单据日期', '购货单位', '业务员', '物料名称', '价税合计', '币别'])).toEqual({
      单据编号: 'externalId',
      单据日期: 'closedOn',
      购货单位: 'account',
      业务员: 'owner',
      物料名称: 'product',
      价税合计: 'amount',
      币别: 'currency',
    })
  })

  test('people, contacts, activities, rates', () => {
    expect(mapped('members', ['工号', '姓名', '部门', '直属上级', '手机号', '邮箱', '入职日期', '职位'])).toEqual({
      工号: 'externalId',
      姓名: 'name',
      部门: 'team',
      直属上级: 'manager',
      手机号: 'phone',
      邮箱: 'email',
      入职日期: 'employedFrom',
      职位: 'title',
    })
    expect(
      mapped('contacts', ['First Name', 'Last Name', 'Email', 'Mobile Phone Number', 'Company name', 'Contact owner']),
    ).toEqual({
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email',
      'Mobile Phone Number': 'phone',
      'Company name': 'account',
      'Contact owner': 'owner',
    })
    expect(mapped('fx-rates', ['From currency', 'To currency', 'Date', 'Exchange rate', 'Source'])).toEqual({
      'From currency': 'from',
      'To currency': 'to',
      Date: 'validOn',
      'Exchange rate': 'rate',
      Source: 'source',
    })
    expect(mapped('teams', ['部门编码', '部门名称', '上级部门', '部门负责人'])).toEqual({
      部门编码: 'externalId',
      部门名称: 'name',
      上级部门: 'parent',
      部门负责人: 'manager',
    })
  })
})
