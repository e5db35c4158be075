import { z } from 'zod'
import { type IssueRoute, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, root, roots } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { checkAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { IssueCategoryEnum } from './enums.ts'
import { issueRouteEvents } from './events.ts'
import { mostRoutes } from './limits.ts'
import { routesPayload } from './payload.ts'

const IssueRouteInput = builder.inputType('IssueRouteInput', {
  description: 'Who is proposed for the issues of a category. 某类问题建议由谁承办。',
  fields: (t) => ({
    category: t.field({ type: IssueCategoryEnum, description: 'What the issues are about. 问题的类别。' }),
    zoneId: t.id({
      required: false,
      description:
        'The global id of the zone for which it holds; left out, it holds for all zones without one of their own. 适用的片区的编号;不填适用于没有单独规定的片区。',
    }),
    agencyId: t.id({
      required: false,
      description: 'The global id of the agency; left out, the route is removed. 承办部门的编号;不填则取消。',
    }),
  }),
})

const SetIssueRoutesInput = builder.inputType('SetIssueRoutesInput', {
  description: 'Changes of the table by which agencies are proposed for issues. 修改派单表。',
  fields: (t) => ({
    ...changeFields(t),
    routes: t.field({
      type: [IssueRouteInput],
      validate: z.array(z.any()).min(1).max(mostRoutes),
      description: 'The routes that change, 1 to 1,000; all others stay. 有变动的各项,1 至 1000 项,其余不变。',
    }),
  }),
})

/** The table by which agencies are proposed for issues is changed (practice: 派单表). */
export const setIssueRoutes = deed('setIssueRoutes', {
  does: {
    en: 'Changes who is proposed for the issues of a category, in one zone or in all. Where nothing changes, there is no event.',
    zh: '修改某类问题在某片区或全部片区建议由谁承办。没有变化时不产生事件。',
  },
  errors: {
    NOT_FOUND: { en: 'the union has no such zone or agency', zh: '找不到片区或部门' },
    CONFLICT: { en: 'a zone or an agency is retired', zh: '片区或部门已停用' },
    INVALID: { en: 'a category is named twice for the same zone', zh: '同一类别与片区列了两次' },
  },
  input: SetIssueRoutesInput,
  roles: ['COMMAND'],
  ids: { 'routes.zoneId': 'Zone', 'routes.agencyId': 'Agency' },
  payload: routesPayload,
  load({ unionId }, { routes }) {
    const ids = routes.flatMap(({ agencyId }) => agencyId ?? [])
    const zoneIds = routes.flatMap(({ zoneId }) => zoneId ?? [])
    return {
      lock: [root('TradeUnion', unionId), ...keepZones(zoneIds), { ...roots('Agency', ids), isShared: true as const }],
      read: {
        recorded: many<IssueRoute>(Prisma.sql`SELECT * FROM "IssueRoute" WHERE "unionId" = ${unionId}::uuid`),
        agencies: readAgencies(unionId, ids),
        zones: readZones(unionId),
      },
    }
  },
  decide({ recorded, agencies, zones }, { routes }, { actor: { unionId } }) {
    const keyOf = ({ category, zoneId }: { category: string; zoneId?: string | null }) => `${category} ${zoneId ?? ''}`
    const seen = new Set<string>()
    for (const [place, route] of routes.entries()) {
      if (route.zoneId) checkZones(zones, [route.zoneId], `routes.${place}.zoneId`)
      if (route.agencyId) checkAgency(agencies, route.agencyId, `routes.${place}.agencyId`)
      if (seen.has(keyOf(route))) throw namedTwice(place)
      seen.add(keyOf(route))
    }
    const before = new Map(recorded.map((route) => [keyOf(route), route]))
    const changed = routes.filter((route) => (before.get(keyOf(route))?.agencyId ?? null) !== (route.agencyId ?? null))
    if (changed.length === 0) return { subjectId: unionId, writes: [], events: [] }
    const replaced = changed.flatMap((route) => before.get(keyOf(route))?.id ?? [])
    const made = changed.flatMap(({ category, zoneId, agencyId }) =>
      agencyId ? [{ id: newId(), unionId, category, zoneId: zoneId ?? null, agencyId }] : [],
    )
    return {
      subjectId: unionId,
      writes: [
        Prisma.sql`DELETE FROM "IssueRoute" WHERE id = ANY(${replaced}::uuid[])`,
        ...(made.length ? insertAll('IssueRoute', made) : []),
      ],
      events: [issueRouteEvents.set({ id: unionId }, { routes: changed.length })],
    }
  },
})

const namedTwice = (place: number) =>
  invalid(`routes.${place}`, {
    zh: '同一类别在同一片区只能列一次。',
    en: 'A category is named at most once for a zone.',
  })
