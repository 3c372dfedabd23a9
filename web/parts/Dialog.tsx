import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFocusBack } from './useFocusBack.ts'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly size?: number | string
  readonly children: ReactNode
}

/** Asks in the middle of the page. Focus stays in it, Escape leaves it. */
export function Dialog({ title, onClose, size, children }: Props) {
  const t = useTranslations('web.panel')
  useFocusBack()
  return (
    <Modal
      opened
      returnFocus={false}
      onClose={onClose}
      title={title}
      centered
      {...(size === undefined ? {} : { size })}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  )
}
