import { builder } from '#server/platform/builder.ts'
import { catalogue, enumName } from './catalogue.ts'

/** Adds the enum of all event names, and the field that gives it, once all modules have declared their events. */
export function addEventNames(): void {
  const values = [...catalogue.values()].map(({ name, description }) => [
    enumName(name),
    { value: name, description: `${description.en} ${description.zh}` },
  ])
  const EventName = builder.enumType('EventName', {
    description: 'Everything that can happen. 可能发生的全部事件。',
    values: Object.fromEntries(values) as Record<string, { value: string; description: string }>,
  })
  builder.objectField('BoardEvent', 'kind', (t) =>
    t.field({
      type: EventName,
      nullable: true,
      description:
        'The same name as a value of the enum; null for an event of a newer release than this server. 事件名的枚举值;来自更新版本的事件为空。',
      resolve: ({ name }) => (catalogue.has(name) ? name : null),
    }),
  )
}
