import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { phone } from './phone.ts'
import { useFocusBack } from './useFocusBack.ts'

interface Props {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A sheet beside the page, 440 px; from below on a phone. Focus stays in it, Escape closes it. */
export function SidePanel({ title, onClose, children }: Props) {
  const t = useTranslations('web.panel')
  useFocusBack()
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened
      returnFocus={false}
      onClose={onClose}
      title={title}
      position={onPhone ? 'bottom' : 'right'}
      size={onPhone ? '82dvh' : 'var(--panel-width)'}
      radius={onPhone ? 14 : 0}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 140 }}
      overlayProps={onPhone ? {} : { style: { background: 'none' } }}
    >
      {children}
    </Drawer>
  )
}
