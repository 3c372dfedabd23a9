import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { ActivityLog } from './ActivityLog.tsx'
import style from './deal.module.css'
import { type Who, WhoPicker } from './WhoPicker.tsx'
import chosen from './who.module.css'

/** Logs a contact from anywhere: who, Enter, what, Enter. */
export default function LogContactPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('crm.log')
  const [who, setWho] = useState<Who | null>(null)
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={style.dialog}>
        {who === null ? (
          <WhoPicker onWho={setWho} />
        ) : (
          <>
            <div className={chosen.chosen}>
              <Icon name={who.kind === 'deal' ? 'deals' : 'customers'} size={15} />
              <b className="cut">{who.name}</b>
              <Button plain onClick={() => setWho(null)}>
                {t('whoElse')}
              </Button>
            </div>
            <ActivityLog
              about={{ accountId: who.accountId, ...(who.kind === 'deal' ? { dealId: who.id } : {}) }}
              onDone={onClose}
              focus
            />
          </>
        )}
      </div>
    </SidePanel>
  )
}
