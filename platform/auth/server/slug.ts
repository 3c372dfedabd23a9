/** A short name for addresses from an organisation's full one: 海岳科技 → haiyuekeji, Nordwind GmbH → nordwind-gmbh. */
export async function slugOf(name: string): Promise<string> {
  const latin = /\p{Script=Han}/u.test(name) ? await spelled(name) : name
  const plain = latin
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '')
  return slug === '' ? 'organisation' : slug
}

async function spelled(name: string): Promise<string> {
  const { pinyin } = await import('pinyin-pro')
  return name.replace(
    /\p{Script=Han}+/gu,
    (run) => ` ${pinyin(run, { toneType: 'none', type: 'array', v: true }).join('')} `,
  )
}
