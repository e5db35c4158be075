import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { lockUnion } from '#server/modules/unions/load.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { db, type Tx } from '#server/postgres/db.ts'
import { visibleSupplyItems } from './access.ts'
import { supplyItemEvents } from './events.ts'

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
  errors: { CONFLICT: { en: 'there is an item with this code already', zh: '物资代码已经有了' } },
  input: CreateSupplyItemInput,
  roles: ['COMMAND'],
  payload: (t) => ({
    supplyItem: t.prismaField({
      type: 'SupplyItem',
      description: 'The new item that can be ordered now. 新增的可预定物资。',
      resolve: (query, { subjectId }, _, context) =>
        db.supplyItem.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: subjectId! }, visibleSupplyItems(signedIn(context))] },
        }),
    }),
  }),
  async work(tx, { actor, input }) {
    const { unionId } = actor
    const { code, name, nameEn, unit, unitEn, kgPerUnit } = input
    const position = await lastPosition(tx, unionId)
    const data = { unionId, code, name, nameEn, unit, unitEn, kgPerUnit: kgPerUnit ?? null, position: position + 1 }
    const [item] = await tx.supplyItem.createManyAndReturn({ data: [data], skipDuplicates: true })
    if (!item) {
      const existing = await tx.supplyItem.findUniqueOrThrow({ where: { unionId_code: { unionId, code } } })
      throw conflict(
        { zh: '这个物资代码已经有了。', en: 'There is an item with this code already.' },
        globalId('SupplyItem', existing.id),
      )
    }
    return {
      subjectId: item.id,
      unionId,
      events: [supplyItemEvents.created(item, { item: item.code })],
    }
  },
})

/** The place of the union's last item in the list, 0 where there is none. No other item is put there until the transaction ends. */
async function lastPosition(tx: Tx, unionId: string): Promise<number> {
  await lockUnion(tx, unionId)
  const last = await tx.supplyItem.aggregate({ where: { unionId }, _max: { position: true } })
  return last._max.position ?? 0
}
