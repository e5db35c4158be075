import { CommandRank } from '#codegen/prisma/enums.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'

/** The rank of a new account of the command centre for which none is named. */
export const usualRank: CommandRank = 'DUTY_OFFICER'

// the enum has them from the highest to the lowest
const ranks = Object.values(CommandRank)
const placeOf = (rank: CommandRank | null) => (rank ? ranks.indexOf(rank) : ranks.length)

/** FORBIDDEN where an account of this rank stands above the actor. An account without a rank stands above nobody. */
export function checkRank(actor: Pick<Actor, 'rank'>, rank: CommandRank | null): void {
  if (placeOf(rank) < placeOf(actor.rank)) throw higherRank()
}

/** FORBIDDEN for everybody but a chair. */
export function allowChair(actor: Pick<Actor, 'rank'>): void {
  if (actor.rank !== 'CHAIR') throw higherRank()
}

const higherRank = () =>
  new AppError('FORBIDDEN', {
    zh: '您的职级不够,请由职级更高的人来做。',
    en: 'This is for somebody of a higher rank than yours.',
  })
