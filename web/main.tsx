import './tokens.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import '@mantine/core/styles/Group.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import './base.css'
import './mantine.css'
import { onlineManager } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api/queryClient.ts'
import { App } from './frame/App.tsx'
import { language, speak } from './frame/language.ts'
import { startWorker } from './frame/worker.ts'
import { makeRouter } from './router.tsx'

const ready = [speak(language())]
// Most browsers have Temporal by now; the others get it before anything needs it.
if (!('Temporal' in globalThis)) ready.push(import('temporal-polyfill/global').then(() => undefined))
await Promise.all(ready)

// it believes in a connection until it hears that one was lost
if (!navigator.onLine) onlineManager.setOnline(false)
const queryClient = makeQueryClient(() => {
  if (!router.state.location.pathname.startsWith('/sign-in'))
    void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } })
})
const router = makeRouter(queryClient)

const place = document.getElementById('app')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App router={router} queryClient={queryClient} />
    </StrictMode>,
  )
}
startWorker()
