import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { value } from '#server/log/load.ts'
import { update, updateAll } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { periodOf } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { campaignEvents } from './events.ts'
import { mostClosings } from './limits.ts'
import { countLoad, refuseSecond } from './load.ts'
import { campaignPayload } from './payload.ts'
import { placesOf, recount, refuseRetired, type Standing } from './standings.ts'

const ReopenCampaignInput = builder.inputType('ReopenCampaignInput', {
  description: 'Which closed campaign is opened again, and why. 重新开启哪次已结束的行动及原因。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why it is opened again, in 1 to 200 characters. 重新开启的原因,1 至 200 字。',
    }),
  }),
})

/** A closed campaign is active again, and its figures go on from the rows. Its closing stays, with the reason. */
export const reopenCampaign = deed('reopenCampaign', {
  does: {
    en: 'Opens a closed campaign again, with the reason. Its figures are counted anew and go on; those of the closing stay in `closings`.',
    zh: '重新开启已结束的行动并写明原因;其数字重新计算并继续变动,结束时的数字保留在 closings。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign', zh: '找不到行动' },
    CONFLICT: {
      en: 'the campaign is not closed, another one is active, it was closed twenty times, or an enterprise of its list is retired or was merged into another one since',
      zh: '行动没有结束,另一个行动正在进行,已结束过二十次,或名单中有企业已停用或已并入别家',
    },
  },
  input: ReopenCampaignInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign' },
  payload: campaignPayload,
  load(actor, { campaignId }) {
    const { lock, read } = countLoad(actor, campaignId)
    const closings = Prisma.sql`SELECT count(*) AS value FROM "CampaignClosing" WHERE "campaignId" = ${campaignId}::uuid`
    return { lock, read: { ...read, closings: value<number>(closings) } }
  },
  decide({ campaign, list, campaigns, standings, closings }, { reason }, { at }) {
    const { id, state, target } = campaign
    if (state !== 'CLOSED') throw notClosed(id)
    refuseSecond(campaigns)
    if (closings >= mostClosings) throw closedTooOften(id)
    const ids = list.map(({ enterpriseId }) => enterpriseId)
    const double = standings.find((each) => each.mergedIntoId && ids.includes(each.id))
    if (double) throw mergedSince(double)
    refuseRetired(ids, standings)
    const { cells, delta, writes } = recount(standings, periodOf(campaign), new Set(ids))
    const placeIds = list.map((place) => place.id)
    return {
      subjectId: id,
      writes: [
        update('Campaign', id, { state: 'ACTIVE' }),
        Prisma.sql`
          UPDATE "CampaignClosing" SET "reopenedAt" = ${at}, "reopenReason" = ${reason}
          WHERE "campaignId" = ${id}::uuid AND "reopenedAt" IS NULL`,
        updateAll('CampaignEnterprise', placeIds, { closedProgress: null }),
        ...writes,
      ],
      events: [
        campaignEvents.reopened(
          { id },
          { target, places: placesOf(list, standings, cells) },
          { union: plus({ target, listed: ids.length }, delta) },
        ),
      ],
    }
  },
})

const mergedSince = ({ name, mergedIntoId }: Standing) =>
  conflict(
    {
      zh: `名单中的「${name}」后来并入了另一家,而已结束行动的名单不再改动:请先撤销合并,重新开启行动后再合并。`,
      en: `${name} of its list was merged into another one since, and the list of a closed campaign stays as it is: take the two apart, open the campaign again, and merge them then.`,
    },
    globalId('Enterprise', mergedIntoId!),
  )

const closedTooOften = (id: string) =>
  conflict(
    {
      zh: `一次行动至多结束 ${mostClosings} 次;请新建行动。`,
      en: `A campaign is closed at most ${mostClosings} times: make a new one.`,
    },
    globalId('Campaign', id),
  )

const notClosed = (id: string) =>
  conflict({ zh: '行动没有结束。', en: 'The campaign is not closed.' }, globalId('Campaign', id))
