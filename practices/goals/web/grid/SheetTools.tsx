import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { fill, grow, type Shown } from './doings.ts'
import type { Change } from './draft.ts'
import type { Range } from './figures.ts'
import style from './quotas.module.css'
import { type Column, columnCount } from './sheet.ts'
import { sheetCsv } from './sheetFile.ts'
import type { Work } from './useDrafting.ts'
import type { SheetText } from './useSheetText.ts'

const GrowDialog = lazy(() => import('./GrowDialog.tsx'))
const ImportDialog = lazy(() => import('./ImportDialog.tsx'))
const PeopleDialog = lazy(() => import('./PeopleDialog.tsx'))

interface Props {
  readonly shown: Shown
  readonly range: Range | null
  readonly work: Work
  readonly make: (changes: readonly Change[]) => void
  readonly text: SheetText
  readonly mayEdit: boolean
  readonly goTo: (place: { readonly row: number; readonly column: Column }) => void
  readonly onHistory: () => void
}

/** What keys do, as buttons: for those who don't know the keys. */
export function SheetTools({ shown, range, work, make, text, mayEdit, goTo, onHistory }: Props) {
  const t = useTranslations('goals.quotas')
  const [asked, ask] = useState<'grow' | 'people' | 'import' | null>(null)
  const place = range === null ? -1 : (shown.rows[range.top] ?? -1)
  const row = shown.sheet.rows[place]
  const isTeam = row !== undefined && row.kind !== 'member' && row.whole && row.people.length > 0
  const none = range === null
  const heads = [t('nameHead'), t('emailHead'), t('teamHead')]
  return (
    <div className={style.tools} role="toolbar" aria-label={t('tools')}>
      {mayEdit && (
        <>
          <Button plain disabled={!work.mayUndo} onClick={work.undo} title="Ctrl Z" aria-keyshortcuts="Control+Z">
            {t('undo')}
          </Button>
          <Button
            plain
            disabled={!work.mayRedo}
            onClick={work.redo}
            title="Ctrl Shift Z"
            aria-keyshortcuts="Control+Shift+Z"
          >
            {t('redo')}
          </Button>
          <i className={style.bead} />
          <Button
            plain
            disabled={none}
            onClick={() => range && make(fill(shown, range, 'down'))}
            title="Ctrl D"
            aria-keyshortcuts="Control+D"
          >
            {t('fillDown')}
          </Button>
          <Button
            plain
            disabled={none}
            onClick={() => range && make(fill(shown, range, 'right'))}
            title="Ctrl R"
            aria-keyshortcuts="Control+R"
          >
            {t('fillRight')}
          </Button>
          <Button plain disabled={none} onClick={() => ask('grow')}>
            {t('grow')}
          </Button>
          <Button plain disabled={!isTeam} onClick={() => ask('people')} title={t('splitPeopleHint')}>
            {t('splitPeople')}
          </Button>
          <i className={style.bead} />
        </>
      )}
      <Button plain disabled={none} onClick={onHistory} title="Alt H" aria-keyshortcuts="Alt+H">
        {t('history')}
      </Button>
      {mayEdit && (
        <Button plain onClick={() => ask('import')}>
          {t('import')}
        </Button>
      )}
      <Button plain onClick={() => saveFile(shown, text, heads)}>
        {t('export')}
      </Button>
      <Button plain onClick={() => void saveWorkbook(shown, text, heads, t('title'))}>
        {t('exportXlsx')}
      </Button>
      <span className={style.gap} />
      <Find shown={shown} goTo={goTo} column={range?.left ?? 0} />
      <Suspense fallback={null}>
        {asked === 'grow' && range && (
          <GrowDialog onClose={() => ask(null)} onGrow={(by) => make(grow(shown, range, by))} />
        )}
        {asked === 'import' && <ImportDialog shown={shown} make={make} onClose={() => ask(null)} />}
        {asked === 'people' && range && (
          <PeopleDialog shown={shown} team={place} range={range} text={text} onClose={() => ask(null)} onSplit={make} />
        )}
      </Suspense>
    </div>
  )
}

interface FindProps extends Pick<Props, 'shown' | 'goTo'> {
  readonly column: Column
}

/** Enter goes to the next one whose name holds what was typed. */
function Find({ shown, goTo, column }: FindProps) {
  const t = useTranslations('goals.quotas')
  const [word, type] = useState('')
  const [last, setLast] = useState(-1)
  const plain = word.trim().toLowerCase()
  const found =
    plain === '' ? [] : shown.rows.filter((row) => shown.sheet.rows[row]?.name.toLowerCase().includes(plain))
  const next = () => {
    const row = found.find((one) => one > last) ?? found[0]
    if (row === undefined) return
    setLast(row)
    goTo({ row, column })
  }
  return (
    <TextLine
      quiet
      icon="search"
      className={style.find ?? ''}
      aria-label={t('find')}
      placeholder={t('find')}
      value={word}
      onText={(text) => {
        type(text)
        setLast(-1)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') next()
      }}
      error={plain !== '' && found.length === 0 ? t('notFound') : undefined}
    />
  )
}

function saveFile(shown: Shown, text: SheetText, heads: readonly string[]): void {
  const content = sheetCsv(shown, headsOf(text, heads))
  saveBlob(shown, 'csv', new Blob([content], { type: 'text/csv;charset=utf-8' }))
}

/** The same as a workbook, its amounts as numbers; what writes it is fetched on the first one. */
async function saveWorkbook(shown: Shown, text: SheetText, heads: readonly string[], title: string): Promise<void> {
  const { sheetWorkbook } = await import('./sheetWorkbook.ts')
  saveBlob(shown, 'xlsx', await sheetWorkbook(shown, headsOf(text, heads), title))
}

const headsOf = (text: SheetText, heads: readonly string[]) => [
  ...heads,
  ...Array.from({ length: columnCount }, (_, column) => text.column(column)),
]

function saveBlob({ sheet: { metric, year } }: Shown, ending: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = `${metric}-${year}.${ending}`
  link.click()
  URL.revokeObjectURL(address)
}
