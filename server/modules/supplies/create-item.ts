import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull, root, value } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { supplyItemEvents } from './events.ts'
import { mostItems } from './limits.ts'
import { supplyItemPayload } from './payload.ts'

const CreateSupplyItemInput = builder.inputType('CreateSupplyItemInput', {
  description: 'A further item that can be ordered. 新增的一种物资。',
  fields: (t) => ({
    ...changeFields(t),
    code: t.string({
      validate: z.string().regex(/^[A-Z][A-Z0-9_]{1,30}$/),
      description: 'Its code of capitals, digits and _, such as GLOVES. 代码,大写字母、数字和 _,如 GLOVES。',
    }),
    name: t.string({
      validate: line(1, 100),
      description: 'Its Chinese name, 1 to 100 characters. 中文名称,1 至 100 字。',
    }),
    nameEn: t.string({
      validate: line(1, 100),
      description: 'Its English name, 1 to 100 characters. 英文名称,1 至 100 个字符。',
    }),
    unit: t.string({
      validate: line(1, 100),
      description: 'The unit in which it is counted, such as 个, 1 to 100 characters. 计量单位,如 个,1 至 100 字。',
    }),
    unitEn: t.string({
      validate: line(1, 100),
      description:
        'The same unit in English, such as piece, 1 to 100 characters. 计量单位的英文,如 piece,1 至 100 个字符。',
    }),
    kgPerUnit: t.float({
      required: false,
      validate: z.number().positive().max(100_000).multipleOf(0.001),
      description:
        'The exact kilograms of one unit, to the gram, where the unit is a weight. 单位为重量时,每单位的公斤数,精确到克。',
    }),
  }),
})

/** Adds an item at the end of the union's list of items. */
export const createSupplyItem = deed('createSupplyItem', {
  does: { en: 'Adds an item to what can be ordered.', zh: '新增一种可预定的物资。' },
  errors: {
    CONFLICT: {
      en: 'there is an item with this code already, or there are a hundred items',
      zh: '物资代码已经有了,或已有一百种物资',
    },
  },
  input: CreateSupplyItemInput,
  roles: ['COMMAND'],
  payload: supplyItemPayload,
  load: ({ unionId }, { code }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      existing: oneOrNull<{ id: string }>(
        Prisma.sql`SELECT id FROM "SupplyItem" WHERE "unionId" = ${unionId}::uuid AND code = ${code}`,
      ),
      lastPosition: value<number>(
        Prisma.sql`SELECT coalesce(max(position), 0) AS value FROM "SupplyItem" WHERE "unionId" = ${unionId}::uuid`,
      ),
    },
  }),
  decide({ existing, lastPosition }, input, { actor }) {
    if (existing) throw codeTaken(existing.id)
    if (lastPosition >= mostItems) throw noMoreItems()
    const { code, name, nameEn, unit, unitEn, kgPerUnit } = input
    const named = { code, name, nameEn, unit, unitEn, kgPerUnit: kgPerUnit ?? null }
    const item = { id: newId(), unionId: actor.unionId, ...named, position: lastPosition + 1 }
    return {
      subjectId: item.id,
      writes: [insert('SupplyItem', item)],
      events: [supplyItemEvents.created(item, { item: code })],
    }
  },
})

/** CONFLICT: the union has an item with this code, which is shown. */
const codeTaken = (id: string) =>
  conflict({ zh: '这个物资代码已经有了。', en: 'There is an item with this code already.' }, globalId('SupplyItem', id))

const noMoreItems = () => conflict({ zh: `至多 ${mostItems} 种物资。`, en: `A union has at most ${mostItems} items.` })
