import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Names, Source } from '#web/api/records.ts'
import { Button } from '../Button.tsx'
import { FieldEditor } from '../field/FieldEditor.tsx'
import { PopoverContext } from '../popoverContext.ts'
import { useRecordText } from '../useRecordText.ts'
import style from './BulkChange.module.css'

interface Props {
  readonly source: Pick<Source, 'declaration'>
  readonly name: string
  readonly onSend: (value: unknown) => void
  readonly onClose: () => void
}

/** Asks for the value that all selected records get. */
export default function BulkChange({ source: { declaration }, name, onSend, onClose }: Props) {
  const t = useTranslations('web.bulk')
  const text = useRecordText(declaration)
  const [value, setValue] = useState<unknown>(null)
  const [names, setNames] = useState<Names>({})
  const field = declaration.fields[name]
  if (!field) return null
  return (
    <Popover opened onChange={(open) => !open && onClose()} position="top" trapFocus withinPortal>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown>
        <PopoverContext value={true}>
          <div className={style.change}>
            <FieldEditor
              field={field}
              name={name}
              text={text}
              value={value}
              names={names}
              autoFocus
              openAtOnce
              onChange={(next, more) => {
                setValue(next)
                setNames((now) => ({ ...now, ...more }))
              }}
            />
            <Button first disabled={value === null && field.required === true} onClick={() => onSend(value)}>
              {t('apply')}
            </Button>
          </div>
        </PopoverContext>
      </Popover.Dropdown>
    </Popover>
  )
}
