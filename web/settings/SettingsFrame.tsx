import { useMediaQuery } from '@mantine/hooks'
import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { usePageTitle } from '#web/frame/usePageTitle.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { phone } from '#web/parts/phone.ts'
import style from './SettingsFrame.module.css'
import { topicGroups, topicsFor } from './topics.ts'

/** The topics at the left and one of them at the right; on a phone the list first, then the page. */
export function SettingsFrame() {
  const onPhone = useOnPhone()
  const atList = useRouterState({ select: ({ location }) => location.pathname.replace(/\/$/, '') === '/settings' })
  return (
    <div className={style.frame}>
      {(!onPhone || atList) && <TopicList />}
      {!(onPhone && atList) && (
        <div className={style.page}>
          <Outlet />
        </div>
      )}
    </div>
  )
}

/** Where nothing was chosen: the first topic, which a phone's list stands in for. */
export function SettingsStart() {
  return useOnPhone() ? null : <Navigate to="/settings/profile" replace />
}

const useOnPhone = () => useMediaQuery(phone, undefined, { getInitialValueInEffect: false })

function TopicList() {
  const t = useTranslations('web.settings')
  const topics = topicsFor(useMay())
  const onPhone = useOnPhone()
  usePageTitle(t('title'))
  return (
    <nav className={style.list} aria-label={t('title')}>
      {onPhone ? <h1 className={style.title}>{t('title')}</h1> : <p className={style.title}>{t('title')}</p>}
      {topicGroups.map((group) => {
        const own = topics.filter((topic) => topic.group === group)
        if (own.length === 0) return null
        return (
          <section key={group}>
            <h2>{t(`group.${group}`)}</h2>
            <ul>
              {own.map(({ key, to }) => (
                <li key={key}>
                  <Link to={to} className={style.topic} activeProps={{ className: style.on, 'aria-current': 'page' }}>
                    <span className={style.words}>
                      {t(`topic.${key}`)}
                      <small>{t(`topicSays.${key}`)}</small>
                    </span>
                    <Icon name="right" size={14} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}
