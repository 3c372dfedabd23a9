/**
 * Keys of the names of commands → the syllables of their pinyin: `crm.command.newDeal` → xin jian shang ji. The build
 * fills it in (`web/pinyin.ts`), so that no dictionary comes along to the browser.
 */
export const commandPinyin: { readonly [text: string]: readonly string[] } = {}
