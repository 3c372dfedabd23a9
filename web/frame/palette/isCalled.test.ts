import { expect, test } from 'vitest'
import { isCalled } from './isCalled.ts'

const newDeal = { words: ['新建商机', 'New deal'], pinyin: ['xin', 'jian', 'shang', 'ji'] }

test.each(['新建', '商机', 'new', 'NEW D', 'xinjian', 'xin jian', 'shang', 'xjsj', 'sj', ''])(
  '%s finds it',
  (typed) => {
    expect(isCalled(typed, newDeal)).toBe(true)
  },
)

test.each(['客户', 'newt', 'inj', 'jx', 'ang'])('%s does not find it', (typed) => {
  expect(isCalled(typed, newDeal)).toBe(false)
})
