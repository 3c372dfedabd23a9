import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { kindOf, placeOf } from './kinds.ts'
import { LedgerMoves } from './LedgerMoves.tsx'
import { LineReasons } from './LineReasons.tsx'
import { OutcomeTabs } from './OutcomeTabs.tsx'
import { RefusedFile } from './RefusedFile.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useStart } from './useBatch.ts'
import { Warnings } from './Warnings.tsx'

/** It is in: how much, what was refused and why, what it moved; and the way back. */
export function DoneBatch({ batch }: { readonly batch: ImportDetail }) {
  const t = useTranslations('import')
  const kind = kindOf(batch)
  const place = placeOf(kind)
  const { start, isStarting } = useStart(batch)
  const [asking, ask] = useState(false)
  const refused = batch.counts?.outcomes.refused ?? 0
  return (
    <>
      <section style={{ display: 'grid', gap: 18 }}>
        <div>{batch.counts && <OutcomeTabs of={batch.counts.outcomes} tense="did" shown={null} opens={[]} />}</div>
        <div className={style.ways}>
          {place !== null && (
            <ButtonLink first to={place}>
              {t('done.see', { kind: t(`kind.${kind}`) })}
            </ButtonLink>
          )}
          <ButtonLink to="/import">{t('done.another')}</ButtonLink>
          <Button busy={isStarting} onClick={() => ask(true)}>
            {t('done.undo')}
          </Button>
        </div>
        <p className="dim small">{t('done.undoNote')}</p>
      </section>
      {refused > 0 && (
        <section>
          <h2>
            {t('done.refused', { count: refused })}
            <small>
              <RefusedFile batchId={batch.id} count={refused} />
            </small>
          </h2>
          <LineReasons
            lines={batch.refused
              .slice(0, 20)
              .map(({ line, reasons }) => ({ line, text: reasons.map(({ message }) => message).join(' ') }))}
          />
        </section>
      )}
      {batch.counts && <Warnings of={batch.counts.warnings} />}
      {batch.counts && <LedgerMoves moves={batch.counts.ledger} tense="did" />}
      {asking && <UndoDialog batch={batch} onUndo={() => start('undo')} onClose={() => ask(false)} />}
    </>
  )
}
