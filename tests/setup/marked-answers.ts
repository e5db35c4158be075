import { gunzipSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { getNamedType, isObjectType } from 'graphql'
import { schema } from '#server/schema.ts'
import type { TestApp } from './app.ts'
import { exportLink } from './exports.ts'
import { fullSelection } from './full-selection.ts'
import { type Marked, marked, markOf } from './marks.ts'

/** The columns whose marks stand in a text. */
export const marksIn = (text: string): Marked[] => marked.filter((column) => text.includes(markOf(column)))

/** The text of all files of a list that somebody may export, with the parts of its workbook unpacked; empty where it may not. */
export async function exportedText(app: TestApp, token: string, list: string, args: string): Promise<string> {
  const texts: string[] = []
  for (const format of ['CSV', 'XLSX'] as const) {
    const link = await exportLink(app, token, list, { format, args })
    if (!('url' in link)) continue
    const bytes = new Uint8Array(await (await fetch(link.url)).arrayBuffer())
    const parts = format === 'XLSX' ? Object.values(unzipSync(bytes)) : [bytes]
    texts.push(...parts.map((part) => strFromU8(part)))
  }
  return texts.join('\n')
}

/** The plain bytes of a backup that is not encrypted. */
export const unpacked = (bytes: Uint8Array): string => gunzipSync(bytes).toString()

export const subscriptions = Object.values(schema.getSubscriptionType()!.getFields())

/** Everything that a subscription tells somebody of what has happened so far; what it may not tell is null, with an error. */
export async function told(app: TestApp, token: string, name: string): Promise<string> {
  const type = getNamedType(subscriptions.find((field) => field.name === name)!.type)
  if (!isObjectType(type)) throw new Error(name)
  const query = `subscription { ${name}(after: 0) ${fullSelection(type, 3)} }`
  const texts: string[] = []
  const following = app.socket(token).iterate<Record<string, Told>>({ query })
  for await (const { data } of following) {
    texts.push(JSON.stringify(data ?? null))
    const batch = data?.[name]
    // an empty batch comes with the heart, after all that has happened
    if (!batch || batch.reset || batch.events?.length === 0 || batch.event === null) break
  }
  await following.return?.()
  return texts.join('\n')
}

type Told = { reset: boolean; events?: object[]; event?: object | null } | null
