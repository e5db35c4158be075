import { isNonNullType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { rolesOfDeeds } from '#server/log/deed.ts'
import { schema } from '#server/schema.ts'

// What a squad or an agency sees may be given to another while its deed is done, and a deed that is sent again later is answered
// by its receipt. The payload of such a deed has null then, and no error for a deed that was done.

const mayLose = [
  { role: 'SQUAD', field: 'visit', among: 'completeStep' },
  { role: 'AGENCY', field: 'issue', among: 'takeIssue' },
] as const

test.each(mayLose)('the payload of each deed of a $role has a $field that may be null', ({ role, field, among }) => {
  const names = [...rolesOfDeeds].filter(([, roles]) => roles.includes(role)).map(([name]) => name)
  const certain = names.filter((name) => {
    const payload = schema.getType(`${name[0]!.toUpperCase()}${name.slice(1)}Payload`)
    const shown = isObjectType(payload) && payload.getFields()[field]
    return shown && isNonNullType(shown.type)
  })
  expect({ certain, isAmong: names.includes(among) }).toEqual({ certain: [], isAmong: true })
})
