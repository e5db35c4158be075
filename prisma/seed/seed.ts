import { localDate, now, runAt } from '#server/platform/clock.ts'
import { readEnv } from '#server/platform/env.ts'
import { inBulk } from '#server/postgres/db.ts'
import { articlePlan } from './article.ts'
import { player, ringUntil } from './play.ts'
import { setUpArticle } from './set-up.ts'
import { timeOf } from './timeline.ts'

/** The morning before the first day of the history, on which all is set up. */
const eve = { day: -26, minute: 8 * 60 }

/**
 * Fills an empty database with the article's campaign as it stands part-way: set up and played through the rules, dated
 * back from today. What is left of the plan is the drill's. Whoever calls it sees to it that it is done once and whole.
 */
export async function seedArticle(progress: (done: number, total: number) => void): Promise<void> {
  const { setup, history } = articlePlan()
  const today = localDate(now())
  const { SIZHEN_PRACTICE_PASSWORD: password } = readEnv()
  await inBulk(async () => {
    const cast = await runAt(timeOf(eve, today), () => setUpArticle(setup, today, password))
    const play = player(cast, today)
    for (let done = 0; done < history.length; done += batchSize) {
      await play(history.slice(done, done + batchSize))
      progress(Math.min(done + batchSize, history.length), history.length)
    }
    await ringUntil(now())
  })
}

// how many actions are played between two reports of the progress
const batchSize = 50
