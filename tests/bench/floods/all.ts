import type { Flood } from './flood.ts'
import { floodsOfMembers } from './of-members.ts'
import { floodsOfStrangers } from './of-strangers.ts'

export const floods: readonly Flood[] = [...floodsOfStrangers, ...floodsOfMembers]
