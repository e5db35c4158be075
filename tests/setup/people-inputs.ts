import { globalId } from '#server/platform/ids.ts'
import { day } from './days.ts'

/** The input of createLinks for one subject, by which a device signs in for long. */
export const linksFor = (subject: object) => ({ purpose: 'DEVICE', expiresOn: day(14), subjects: [subject] })

/** The input of createToken for an account. */
export const aToken = (accountId: string) => ({
  accountId: globalId('Account', accountId),
  name: '数据对接',
  scopes: ['BOARD'],
  expiresOn: day(30),
})
