import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { IconName } from '#web/frame/icons.ts'
import { Icon } from '#web/parts/Icon.tsx'
import type { ListView } from '#web/parts/listView.ts'
import style from './ViewSwitch.module.css'

const looks: readonly { readonly key: 'table' | 'board' | 'calendar'; readonly icon: IconName }[] = [
  { key: 'table', icon: 'table' },
  { key: 'board', icon: 'deals' },
  { key: 'calendar', icon: 'meeting' },
]

/** The same deals as a table, on the board or by day. */
export function ViewSwitch({ view }: { readonly view: ListView }) {
  const t = useTranslations('crm.viewSwitch')
  const now = view.view ?? 'table'
  return (
    <nav className={style.switch} aria-label={t('label')}>
      {looks.map(({ key, icon }) => (
        <Link
          key={key}
          to="."
          search={{ ...view, view: key === 'table' ? undefined : key, sort: undefined }}
          replace
          resetScroll={false}
          activeOptions={{ exact: true }}
          aria-current={key === now ? 'true' : undefined}
          title={t(key)}
        >
          <Icon name={icon} size={15} />
          <span>{t(key)}</span>
        </Link>
      ))}
    </nav>
  )
}
