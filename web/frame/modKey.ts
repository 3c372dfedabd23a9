const onMac = /mac|iphone|ipad/i.test(navigator.platform)

/** "⌘K" or "Ctrl K", as this machine's keyboard has it. */
export const modKey = (key: string) => (onMac ? `⌘${key}` : `Ctrl ${key}`)
