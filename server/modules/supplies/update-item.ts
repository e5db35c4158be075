import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { supplyItemEvents } from './events.ts'
import { supplyItemLoad } from './load.ts'
import { supplyItemPayload } from './payload.ts'

const UpdateSupplyItemInput = builder.inputType('UpdateSupplyItemInput', {
  description: 'What is to be changed of an item; what is left out stays. 修改物资,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
    name: t.string({
      required: false,
      validate: line(1, 100),
      description: 'Its Chinese name, 1 to 100 characters. 中文名称,1 至 100 字。',
    }),
    nameEn: t.string({
      required: false,
      validate: line(1, 100),
      description: 'Its English name, 1 to 100 characters. 英文名称,1 至 100 个字符。',
    }),
    unit: t.string({
      required: false,
      validate: line(1, 100),
      description:
        'The unit in which it is counted, 1 to 100 characters. It stays once the item was ordered. 计量单位,1 至 100 字;有过订单后不能改。',
    }),
    unitEn: t.string({
      required: false,
      validate: line(1, 100),
      description: 'The same unit in English, 1 to 100 characters. 计量单位的英文,1 至 100 个字符。',
    }),
    kgPerUnit: t.float({
      required: false,
      validate: z.number().positive().max(100_000).multipleOf(0.001),
      description:
        'The exact kilograms of one unit, to the gram. It stays once the item was ordered. 每单位的公斤数,精确到克;有过订单后不能改。',
    }),
  }),
})

/** Changes the names of an item, and its unit as long as nothing was ordered in it. Its code never changes: figures are kept by it. */
export const updateSupplyItem = deed('updateSupplyItem', {
  does: {
    en: 'Changes an item’s names, and its unit as long as nothing was ordered in it.',
    zh: '修改物资的名称;没有订单时可改单位。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such item', zh: '找不到物资' },
    CONFLICT: {
      en: 'the item was ordered, so that its unit cannot change',
      zh: '这种物资已有订单,单位不能再改',
    },
  },
  input: UpdateSupplyItemInput,
  roles: ['COMMAND'],
  ids: { itemId: 'SupplyItem' },
  payload: supplyItemPayload,
  load(actor, { itemId }) {
    const { lock, read } = supplyItemLoad(actor, itemId)
    const isOrdered = value<boolean>(
      Prisma.sql`SELECT EXISTS (SELECT 1 FROM "SupplyOrder" WHERE "itemId" = ${itemId}::uuid) AS value`,
    )
    return { lock, read: { ...read, isOrdered } }
  },
  decide({ item, isOrdered }, { name, nameEn, unit, unitEn, kgPerUnit }) {
    const weight = item.kgPerUnit === null ? null : Number(item.kgPerUnit)
    const isOtherUnit = (unit != null && unit !== item.unit) || (kgPerUnit != null && kgPerUnit !== weight)
    if (isOrdered && isOtherUnit) throw unitInUse(item.id)
    return {
      subjectId: item.id,
      writes: [
        update('SupplyItem', item.id, {
          name: name ?? item.name,
          nameEn: nameEn ?? item.nameEn,
          unit: unit ?? item.unit,
          unitEn: unitEn ?? item.unitEn,
          kgPerUnit: kgPerUnit ?? weight,
        }),
      ],
      events: [supplyItemEvents.updated(item, { item: item.code })],
    }
  },
})

/** CONFLICT: quantities of the item were ordered in its unit, and would mean something else in another one. */
const unitInUse = (id: string) =>
  conflict(
    {
      zh: '这种物资已有订单,单位不能再改;请停用它,另建一种。',
      en: 'The item was ordered in this unit, which stays: retire it and make another one.',
    },
    globalId('SupplyItem', id),
  )
