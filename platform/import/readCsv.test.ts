import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { CELL_LENGTH_MAX, type CsvRow } from './csvRows.ts'
import { type CsvOptions, type CsvSource, openCsv } from './readCsv.ts'

const opened = (content: string | Buffer, options?: CsvOptions): Promise<CsvSource> =>
  openCsv(Readable.from([Buffer.from(content)]), options)

async function rowsOf(source: CsvSource): Promise<CsvRow[]> {
  try {
    return await Array.fromAsync(source.rows())
  } finally {
    await source.close()
  }
}

const read = async (content: string | Buffer, options?: CsvOptions) => rowsOf(await opened(content, options))
const cellsOf = (rows: readonly CsvRow[]) => rows.map((row) => row.cells)
const problems = (rows: readonly CsvRow[]) => rows.map((row) => row.problem?.code ?? null)

/** GB18030 has no encoder in the platform; these are the bytes of 客户,城市 / 云帆,北京. */
const GB18030 = Buffer.from('bfcdbba72cb3c7cad00ad4c6b7ab2cb1b1bea90a', 'hex')

describe('encodings', () => {
  const table = '客户,城市\n云帆,北京\n'
  const expected = [['云帆', '北京']]

  test('UTF-8 with and without byte order mark', async () => {
    for (const content of [table, `\ufeff${table}`]) {
      const source = await opened(content)
      expect(source).toMatchObject({ encoding: 'utf-8', headers: ['客户', '城市'] })
      expect(cellsOf(await rowsOf(source))).toEqual(expected)
    }
  })

  test('UTF-16 either way round, marked or not', async () => {
    for (const content of [table, `\ufeff${table}`]) {
      const little = Buffer.from(content, 'utf16le')
      const big = Buffer.from(little).swap16()
      for (const [bytes, encoding] of [
        [little, 'utf-16le'],
        [big, 'utf-16be'],
      ] as const) {
        const source = await opened(bytes)
        expect(source).toMatchObject({ encoding, headers: ['客户', '城市'] })
        expect(cellsOf(await rowsOf(source))).toEqual(expected)
      }
    }
  })

  test('an export of a Chinese ERP is GB18030', async () => {
    const source = await opened(GB18030)
    expect(source).toMatchObject({ encoding: 'gb18030', encodingFrom: 'likelihood', headers: ['客户', '城市'] })
    expect(cellsOf(await rowsOf(source))).toEqual(expected)
  })

  test('German umlauts of an old Excel are no Chinese', async () => {
    const source = await opened(Buffer.from('Kunde;Ort\r\nMüller;Köln\r\nGroß;Düsseldorf\r\n', 'latin1'))
    expect(source).toMatchObject({ encoding: 'windows-1252', delimiter: ';' })
    expect(cellsOf(await rowsOf(source))).toEqual([
      ['Müller', 'Köln'],
      ['Groß', 'Düsseldorf'],
    ])
  })

  test('a letter that comes late in the file still decides', async () => {
    const plain = `name,city\n${'Acme,London\n'.repeat(120_000)}`
    const source = await opened(Buffer.concat([Buffer.from(plain), Buffer.from('Zoë,Köln\n', 'latin1')]))
    expect(source.encoding).toBe('windows-1252')
    expect(cellsOf(await rowsOf(source)).at(-1)).toEqual(['Zoë', 'Köln'])
  })

  test('one damaged character refuses its row, not the file', async () => {
    const good = Buffer.from(`客户,城市\n${'云帆,北京\n'.repeat(20)}`)
    const source = await opened(Buffer.concat([good, Buffer.from([0xe4, 0xba, 0x2c, 0x61, 0x0a])]))
    expect(source.encoding).toBe('utf-8')
    expect(problems(await rowsOf(source)).filter((code) => code !== null)).toEqual(['import.broken_character'])
  })

  test('a person may say better', async () => {
    const source = await opened(Buffer.from('name,city\nMüller,Köln\n', 'latin1'), { encoding: 'gb18030' })
    expect(source).toMatchObject({ encoding: 'gb18030', encodingFrom: 'asked' })
    await source.close()
  })
})

describe('delimiters, line ends and headers', () => {
  test.each([',', ';', '\t', '|'] as const)('cells cut by %j', async (delimiter) => {
    const lines = [
      ['Name', 'Deal value', 'Note'],
      ['Acme', '1.5', 'a "quoted" note'],
    ]
    const source = await opened(lines.map((line) => line.join(delimiter)).join('\n'))
    expect(source).toMatchObject({ delimiter, headers: lines[0] })
    expect(cellsOf(await rowsOf(source))).toEqual([lines[1]])
  })

  test('decimal commas do not make a comma the delimiter', async () => {
    const source = await opened('price;cost;rate\n1,5;2,5;3,5\n4,5;5,5;6,5\n7,5;8,5;9,5\n')
    expect(source.delimiter).toBe(';')
    await source.close()
  })

  test('commas inside quotes do not count', async () => {
    const source = await opened('name;address\n"Rua A, 1, 2, 3";"B, 4, 5, 6"\n"Rua C, 1, 2, 3";"D, 4, 5, 6"\n')
    expect(source.delimiter).toBe(';')
    await source.close()
  })

  test("Excel's sep= line", async () => {
    const source = await opened('sep=;\r\nname;city\r\nAcme;London, Paris\r\n')
    expect(source).toMatchObject({ delimiter: ';', headerLine: 2, headers: ['name', 'city'], lineEnd: 'CRLF' })
    expect(await rowsOf(source)).toEqual([{ line: 3, cells: ['Acme', 'London, Paris'] }])
  })

  test('mixed line ends, with the line that each row begins on', async () => {
    const source = await opened('a,b\r\n1x,"two\r\nlines"\n\n3x,4x\r5x,6x')
    expect(source.lineEnd).toBe('mixed')
    expect(await rowsOf(source)).toEqual([
      { line: 2, cells: ['1x', 'two\r\nlines'] },
      { line: 5, cells: ['3x', '4x'] },
      { line: 6, cells: ['5x', '6x'] },
    ])
  })

  test('a report with a title and blank lines above its header', async () => {
    const source = await opened('客户列表,,\n导出时间：今天,,\n\n客户名称,负责人,金额\n云帆,林悦,100\n')
    expect(source).toMatchObject({ headerLine: 4, headers: ['客户名称', '负责人', '金额'] })
    expect(cellsOf(await rowsOf(source))).toEqual([['云帆', '林悦', '100']])
  })

  test('headers are told apart', async () => {
    const source = await opened('Name,,Name,"Name (2)", Amount \nA,B,C,D,E\n')
    expect(source.headers).toEqual(['Name', '#2', 'Name (2)', 'Name (2) (2)', 'Amount'])
    await source.close()
  })

  test('a file of data alone is refused, unless someone says that its first line is the header', async () => {
    const data = 'Maya,maya@example.com,2017-01-02\nTomás,tomas@example.com,2017-01-03\n'
    await expect(opened(data)).rejects.toMatchObject({ code: 'import.no_header' })
    const source = await opened(data, { headerLine: 1 })
    expect(source.headers).toEqual(['Maya', 'maya@example.com', '2017-01-02'])
    await source.close()
  })

  test('a single column', async () => {
    expect(cellsOf(await read('email\nmaya@example.com\n\ntomas@example.com\n'))).toEqual([
      ['maya@example.com'],
      ['tomas@example.com'],
    ])
  })
})

describe('what is refused', () => {
  test.each(['', '\ufeff', ' \n\n'])('an empty file: %j', async (content) => {
    await expect(opened(content)).rejects.toMatchObject({ code: 'import.empty_file' })
  })

  test('a workbook that is only called CSV', async () => {
    await expect(opened(Buffer.from('PK\u0003\u0004xl/workbook.xml'))).rejects.toMatchObject({
      code: 'import.not_text',
    })
  })

  test('more than 500 columns', async () => {
    const header = Array.from({ length: 501 }, (_, index) => `column ${index}`).join(',')
    await expect(opened(`${header}\n`)).rejects.toMatchObject({
      code: 'import.too_many_columns',
      details: { value: 501, max: 500 },
    })
  })

  test('rows with too few or too many cells go back alone; delimiters at the end do no harm', async () => {
    const rows = await read('name,city\nAcme\nB,London\nC,Paris,,\nD,Rome,more\n')
    expect(problems(rows)).toEqual(['import.too_few_cells', null, null, 'import.too_many_cells'])
    expect(rows[0]?.problem?.details).toMatchObject({ line: 2, expected: 2, found: 1 })
    expect(rows[2]?.cells).toEqual(['C', 'Paris'])
    expect(rows[3]?.cells).toEqual(['D', 'Rome', 'more'])
  })

  test('a quote that is never closed: the rows above come, then its line is named', async () => {
    const source = await opened('name,city\nAcme,"Lon\r\ndon"\nB,Paris\nC,"Rome\nD,Oslo\nE,Bern\n')
    const seen: CsvRow[] = []
    const reading = (async () => {
      for await (const row of source.rows()) seen.push(row)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'import.quote_not_closed', details: { line: 5 } })
    expect(seen.map((row) => row.cells[0])).toEqual(['Acme', 'B'])
    await source.close()
  })

  test('an open quote in a large file is found without reading all of it into memory', async () => {
    const open = `name,city\n${'Acme,London\n'.repeat(1_000)}B,"Paris\n`
    const source = await opened(open + 'C,Rome\n'.repeat(3_000_000))
    let count = 0
    const reading = (async () => {
      for await (const _ of source.rows()) count += 1
    })()
    await expect(reading).rejects.toMatchObject({ code: 'import.quote_not_closed', details: { line: 1_002 } })
    expect(count).toBe(1_000)
    await source.close()
  }, 30_000)

  test('one line without end', async () => {
    const source = await opened(`name,city\nAcme,London\nB,${'x'.repeat(17_000_000)}\n`)
    await expect(rowsOf(source)).rejects.toMatchObject({ code: 'import.line_too_long', details: { line: 3 } })
  }, 30_000)

  test('a quote in the wrong place that swallowed a row', async () => {
    const rows = await read('name,city\n"Acme, Lon\n"B"",Paris\nC,Rome\n')
    expect(problems(rows)).toContain('import.stray_quote')
    expect(rows.at(-1)).toEqual({ line: 4, cells: ['C', 'Rome'] })
  })

  test('a cell longer than a spreadsheet holds, and one with a NUL', async () => {
    const rows = await read(
      `name,note\nA,${'x'.repeat(CELL_LENGTH_MAX)}\nB,${'x'.repeat(CELL_LENGTH_MAX + 1)}\nC,a\0b\nD,d\n`,
    )
    expect(problems(rows)).toEqual([null, 'import.cell_too_long', 'import.nul_character', null])
    expect(rows[1]?.problem?.details).toMatchObject({ line: 3, column: 'note', length: CELL_LENGTH_MAX + 1 })
  })
})

describe('careless exporters', () => {
  test('quotes inside an unquoted cell stay', async () => {
    expect(cellsOf(await read('name,size\nScreen,24" wide\n"Big" Co,small\n'))).toEqual([
      ['Screen', '24" wide'],
      ['"Big" Co', 'small'],
    ])
  })

  test('spaces around quoted cells', async () => {
    expect(cellsOf(await read('name, city\n"Acme, Inc." , "London"\n'))).toEqual([['Acme, Inc.', 'London']])
  })

  test('formulas stay text, and what was defused on the way out comes back as it was', async () => {
    expect(cellsOf(await read(`name,phone\n=1+1,'+49 711 28\n'quoted,-5\n`))).toEqual([
      ['=1+1', '+49 711 28'],
      ["'quoted", '-5'],
    ])
  })
})

test('rows can be read again, and the way through the file is told', async () => {
  const source = await opened(`name,city\n${'Acme,London\n'.repeat(50_000)}`)
  const first = await Array.fromAsync(source.rows())
  const steps: number[] = []
  const second = await Array.fromAsync(source.rows((bytes) => steps.push(bytes)))
  expect(second).toEqual(first)
  expect(steps.length).toBeGreaterThan(1)
  expect(steps.at(-1)).toBe(source.bytes)
  await source.close()
})

test('a reader that stops early leaves nothing open', async () => {
  const source = await opened(`name,city\n${'Acme,London\n'.repeat(50_000)}`)
  for await (const row of source.rows()) {
    expect(row.line).toBe(2)
    break
  }
  await source.close()
})
