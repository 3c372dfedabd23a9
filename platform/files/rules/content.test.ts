import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentOf, isDisguised, plainName } from './content.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)

test('a picture is known by its bytes, whatever it is called', () => {
  expect(contentOf(png, 'offer.pdf')).toEqual({ is: 'file', type: 'image/png', shown: true })
})

test('a web page that is called a picture is text and is not shown', () => {
  const found = contentOf(bytes('<html><script>alert(1)</script>'), 'photo.png')
  expect(found).toEqual({ is: 'file', type: 'text/plain; charset=utf-8', shown: false })
  expect(isDisguised('photo.png', 'text/plain; charset=utf-8')).toBe(true)
  expect(isDisguised('photo.png', 'image/png')).toBe(false)
  expect(isDisguised('notes.md', 'text/plain; charset=utf-8')).toBe(false)
})

test('a drawing that could run scripts is never shown', () => {
  expect(contentOf(bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'a.svg')).toMatchObject({
    shown: false,
  })
})

test('programs are known under any name', () => {
  for (const head of [
    bytes('MZ\u0090'),
    Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2),
    bytes('#!/bin/sh\nrm'),
    Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe),
    Uint8Array.of(0xca, 0xfe, 0xba, 0xbe),
  ])
    expect(contentOf(head, 'invoice.pdf')).toEqual({ is: 'program' })
})

test('a contract in Chinese that is cut in the middle of a character is still text', () => {
  const whole = bytes('合同条款'.repeat(10))
  expect(contentOf(whole.subarray(0, 40), '合同.txt')).toMatchObject({ type: 'text/plain; charset=utf-8' })
})

test('a name holds no path, nothing unseen and nothing that turns the reading direction', () => {
  expect(plainName('../../etc/passwd')).toBe('passwd')
  expect(plainName('C:\\Users\\maya\\报价单 v2.xlsx')).toBe('报价单 v2.xlsx')
  expect(plainName('offer\u202Egnp.exe')).toBe('offergnp.exe')
  expect(plainName('a\u0000b\r\n.txt')).toBe('ab.txt')
  expect(plainName('..')).toBeNull()
  expect(plainName('/')).toBeNull()
})

test('a long name is cut and keeps its ending', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      const name = plainName(`${text}.docx`)
      if (name === null) return
      expect(name.length).toBeLessThanOrEqual(600)
      expect([...name].length).toBeLessThanOrEqual(200)
      expect(name).not.toMatch(/[\\/\p{Cc}]/u)
      expect(name.endsWith('docx')).toBe(true)
    }),
  )
})
