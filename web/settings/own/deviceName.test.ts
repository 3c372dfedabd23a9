import { expect, test } from 'vitest'
import { deviceName } from './deviceName.ts'

test('a session is called by browser and system, not by the whole of what the browser says', () => {
  const mac =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  expect(deviceName(mac)).toBe('Chrome · macOS')
  expect(deviceName(`${mac} Edg/140.0.0.0`)).toBe('Edge · macOS')
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
  expect(deviceName(phone)).toBe('Safari · iOS')
})

test('a program is called as it calls itself', () => {
  expect(deviceName('curl/8.5.0')).toBe('curl/8.5.0')
})
