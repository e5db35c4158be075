import { z } from 'zod'
import { Prisma, type ReplyTemplate } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, root } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { IssueCategoryEnum } from '#server/modules/issues/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line, paragraph } from '#server/platform/text.ts'
import { replyTemplateEvents } from './events.ts'
import { mostTemplates } from './limits.ts'
import { templatesPayload } from './payload.ts'

const ReplyTemplateInput = builder.inputType('ReplyTemplateInput', {
  description: 'A text with which the issues of a category are answered. 某类问题的一条答复模板。',
  fields: (t) => ({
    category: t.field({ type: IssueCategoryEnum, description: 'What the issues are about. 问题的类别。' }),
    title: t.string({
      validate: line(1, 50),
      description:
        'What the template is called, 1 to 50 characters, once in a category. 名称,1 至 50 字,同类别内不重复。',
    }),
    text: t.string({
      required: false,
      validate: paragraph(1, 2000),
      description: 'The text, 1 to 2,000 characters; left out, the template is removed. 内容,1 至 2000 字;不填则删除。',
    }),
  }),
})

const SetReplyTemplatesInput = builder.inputType('SetReplyTemplatesInput', {
  description: 'Changes of the templates of answers. 修改答复模板。',
  fields: (t) => ({
    ...changeFields(t),
    templates: t.field({
      type: [ReplyTemplateInput],
      validate: z.array(z.any()).min(1).max(mostTemplates),
      description: 'The templates that change, 1 to 200; all others stay. 有变动的各条,1 至 200 条,其余不变。',
    }),
  }),
})

type Named = Pick<ReplyTemplate, 'category' | 'title'>

const keyOf = ({ category, title }: Named) => `${category} ${title}`

/** Templates of answers are added, changed or removed (practice: 答复模板). */
export const setReplyTemplates = deed('setReplyTemplates', {
  does: {
    en: 'Adds, changes or removes texts with which the issues of a category are answered. Where nothing changes, there is no event.',
    zh: '新增、修改或删除某类问题的答复模板。没有变化时不产生事件。',
  },
  errors: {
    CONFLICT: { en: 'the union would have more than 200 templates', zh: '模板将超过 200 条' },
    INVALID: { en: 'a title is named twice for the same category', zh: '同一类别的同一名称列了两次' },
  },
  input: SetReplyTemplatesInput,
  roles: ['COMMAND'],
  payload: templatesPayload,
  load: ({ unionId }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      recorded: many<ReplyTemplate>(Prisma.sql`SELECT * FROM "ReplyTemplate" WHERE "unionId" = ${unionId}::uuid`),
    },
  }),
  decide({ recorded }, { templates }, { actor: { unionId } }) {
    const seen = new Set<string>()
    for (const [place, template] of templates.entries()) {
      if (seen.has(keyOf(template))) throw namedTwice(place)
      seen.add(keyOf(template))
    }
    const before = new Map(recorded.map((template) => [keyOf(template), template]))
    const changed = templates.filter((each) => (before.get(keyOf(each))?.text ?? null) !== (each.text ?? null))
    if (changed.length === 0) return { subjectId: unionId, writes: [], events: [] }
    const replaced = changed.flatMap((template) => before.get(keyOf(template))?.id ?? [])
    const made = changed.flatMap(({ category, title, text }) =>
      text ? [{ id: newId(), unionId, category, title, text }] : [],
    )
    if (recorded.length - replaced.length + made.length > mostTemplates) throw tooMany(unionId)
    return {
      subjectId: unionId,
      writes: [
        Prisma.sql`DELETE FROM "ReplyTemplate" WHERE id = ANY(${replaced}::uuid[])`,
        ...(made.length ? insertAll('ReplyTemplate', made) : []),
      ],
      events: [replyTemplateEvents.set({ id: unionId }, { templates: changed.length })],
    }
  },
})

const namedTwice = (place: number) =>
  invalid(`templates.${place}.title`, {
    zh: '同一类别的模板名称不能重复。',
    en: 'A title is named at most once for a category.',
  })

const tooMany = (unionId: string) =>
  conflict(
    { zh: `最多 ${mostTemplates} 条模板。`, en: `There are at most ${mostTemplates} templates.` },
    globalId('TradeUnion', unionId),
  )
