import { Checkbox, SegmentedControl } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { useSources } from '#web/parts/sourcesContext.ts'
import style from './ScopePicker.module.css'

interface Props {
  readonly value: readonly string[]
  readonly onChange: (scopes: readonly string[]) => void
  readonly error: string | undefined
}

/** Beside the records: figures, imports, jobs, the organisation's own settings. */
const otherAreas = ['metrics', 'imports', 'jobs', 'audit'] as const

/** What a key may: everything that its owner may, or areas one by one, to read or to write too. */
export function ScopePicker({ value, onChange, error }: Props) {
  const t = useTranslations('web.settings.keysPage')
  const everything = value.includes('*')
  const areas = useAreas()
  const toggle = (scope: string) =>
    onChange(value.includes(scope) ? value.filter((one) => one !== scope) : [...value, scope])
  return (
    <fieldset className={style.scopes}>
      <legend className="mantine-InputWrapper-label">{t('scopes')}</legend>
      <SegmentedControl
        fullWidth
        aria-label={t('scopes')}
        value={everything ? 'all' : 'some'}
        onChange={(chosen) => onChange(chosen === 'all' ? ['*'] : areas.map(({ path }) => `${path}:read`))}
        data={[
          { value: 'all', label: t('everything') },
          { value: 'some', label: t('some') },
        ]}
      />
      {!everything && (
        <div className={style.areas}>
          <span />
          <small>{t('read')}</small>
          <small>{t('write')}</small>
          {areas.map(({ path, name }) => (
            <Area key={path} path={path} name={name} value={value} onToggle={toggle} />
          ))}
        </div>
      )}
      {error !== undefined && <p className={style.error}>{error}</p>}
    </fieldset>
  )
}

interface AreaProps {
  readonly path: string
  readonly name: string
  readonly value: readonly string[]
  readonly onToggle: (scope: string) => void
}

function Area({ path, name, value, onToggle }: AreaProps) {
  const t = useTranslations('web.settings.keysPage')
  return (
    <>
      <span className="cut">{name}</span>
      {(['read', 'write'] as const).map((way) => (
        <Checkbox
          key={way}
          size="xs"
          aria-label={`${name}: ${t(way)}`}
          checked={value.includes(`${path}:${way}`)}
          onChange={() => onToggle(`${path}:${way}`)}
        />
      ))}
    </>
  )
}

function useAreas(): readonly { readonly path: string; readonly name: string }[] {
  const t = useTranslations()
  const may = useMay()
  const records = useSources()
    .filter(({ declaration }) => may(`${declaration.type}.read`))
    .map(({ declaration: { path, practice, type } }) => ({ path, name: t(`${practice}.${type}._many`) }))
  return [...records, ...otherAreas.map((path) => ({ path, name: t(`web.settings.keysPage.area.${path}`) }))]
}
