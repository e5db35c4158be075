import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import { builder, type Types } from '#server/platform/builder.ts'
import { changeFields } from '#server/platform/change.ts'
import { phone } from '#server/platform/text.ts'

const line = z.string().trim().min(1).max(100)
const quantity = z.int().min(0).max(1_000_000)

const orderFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  ...changeFields(t),
  orderId: t.id({ description: 'The order. 订单。' }),
})

const totalFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  ...orderFields(t),
  correct: t.boolean({
    required: false,
    description: 'The total may fall: a correction by the command centre. 更正,累计数量可减少。',
  }),
})

export const OrderSupplyInput = builder.inputType('OrderSupplyInput', {
  description: 'An item for an enterprise. 预定物资。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'For whom. 企业。' }),
    itemId: t.id({ description: 'What. 物资。' }),
    supplierId: t.id({ required: false, description: 'From whom; COMMAND only. 供应商(仅指挥中心)。' }),
    requested: t.int({ validate: quantity.min(1), description: 'How much, in the item’s unit. 需求数量。' }),
    reserved: t.int({
      required: false,
      validate: quantity,
      description: 'Reserved at once; COMMAND only. 同时预定的数量(仅指挥中心)。',
    }),
  }),
})

export const ReserveSupplyInput = builder.inputType('ReserveSupplyInput', {
  description: 'What is reserved so far. 预定累计数量。',
  fields: (t) => ({
    ...totalFields(t),
    reserved: t.int({ validate: quantity, description: 'The new total; not above requested. 累计预定。' }),
    supplierId: t.id({ required: false, description: 'With whom, where that is chosen now. 供应商。' }),
  }),
})

export const DispatchSupplyInput = builder.inputType('DispatchSupplyInput', {
  description: 'What has been sent off so far. 发出累计数量。',
  fields: (t) => ({
    ...totalFields(t),
    dispatched: t.int({ validate: quantity, description: 'The new total; not above reserved. 累计发出。' }),
  }),
})

export const ReceiveSupplyInput = builder.inputType('ReceiveSupplyInput', {
  description: 'What has arrived so far. 收到累计数量。',
  fields: (t) => ({
    ...totalFields(t),
    received: t.int({ validate: quantity, description: 'The new total. 累计收到。' }),
    dispatched: t.int({
      required: false,
      validate: quantity,
      description: 'Sent off so far, where it was handed over on the spot. 累计发出(当面交付时填写)。',
    }),
    accepted: t.int({
      required: false,
      validate: quantity,
      description: 'Accepted so far, where that was done at once. 累计验收(当场验收时填写)。',
    }),
    confirmOverDelivery: t.boolean({
      required: false,
      description: 'More has arrived than was reserved or sent off, and that is right. 确认超额收货。',
    }),
  }),
})

export const AcceptSupplyInput = builder.inputType('AcceptSupplyInput', {
  description: 'What has been accepted so far. 验收累计数量。',
  fields: (t) => ({
    ...totalFields(t),
    accepted: t.int({ validate: quantity, description: 'The new total; not above received. 累计验收。' }),
  }),
})

export const CancelSupplyInput = builder.inputType('CancelSupplyInput', {
  description: 'The rest of an order is not wanted any more. 取消预定。',
  fields: (t) => ({
    ...orderFields(t),
    reason: t.string({ validate: z.string().trim().min(1).max(200), description: 'Why. 原因。' }),
  }),
})

export const CreateSupplyItemInput = builder.inputType('CreateSupplyItemInput', {
  description: 'A further item. 新物资。',
  fields: (t) => ({
    ...changeFields(t),
    code: t.string({
      validate: z.string().regex(/^[A-Z][A-Z0-9_]{1,30}$/),
      description: 'Capitals, digits and _, such as GLOVES. 代码。',
    }),
    name: t.string({ validate: line, description: 'Its name. 名称。' }),
    nameEn: t.string({ validate: line, description: 'Its name in English. 英文名称。' }),
    unit: t.string({ validate: line, description: 'What it is counted in. 单位。' }),
    unitEn: t.string({ validate: line, description: 'The unit in English. 英文单位。' }),
    kgPerUnit: t.float({
      required: false,
      validate: z.number().positive().max(100_000).multipleOf(0.001),
      description: 'Exact kilograms of one unit, where it is a weight; to the gram. 每单位公斤数。',
    }),
  }),
})

const SupplierItemInput = builder.inputType('SupplierItemInput', {
  description: 'An item that a supplier has. 供应物资。',
  fields: (t) => ({
    itemId: t.id({ description: 'The item. 物资。' }),
    capacity: t.int({ validate: quantity, description: 'Units a day. 日产能。' }),
  }),
})

export const CreateSupplierInput = builder.inputType('CreateSupplierInput', {
  description: 'A producer of supplies. 新供应商。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({ validate: line, description: 'Its name. 名称。' }),
    contact: t.string({ validate: line, description: 'Whom to call. 联系人。' }),
    phone: t.string({ validate: phone, description: 'The phone. 电话。' }),
    items: t.field({
      type: [SupplierItemInput],
      description: 'What it has. 供应物资。',
      validate: z.array(z.any()).max(50),
    }),
  }),
})
