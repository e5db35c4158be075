import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lines } from '#client/desk/home/lines.ts'
import { enterpriseFilterOf } from '#client/modules/enterprises/filter.ts'
import { issueFilterOf } from '#client/modules/issues/filter.ts'
import { measureFilterOf } from '#client/modules/measures/filter.ts'
import { orderFilterOf } from '#client/modules/supplies/filter.ts'
import { visitFilterOf } from '#client/modules/visits/filter.ts'
import { files } from '#tests/setup/sources.ts'

type Get = (name: string) => string | undefined

const filterOf: Record<string, (get: Get) => unknown> = {
  enterprises: enterpriseFilterOf,
  issues: issueFilterOf,
  measures: measureFilterOf,
  orders: (get) => orderFilterOf(get, []),
  visits: visitFilterOf,
}

/** The names in an address that the filter of a list reads. */
function namesOf(list: string): string[] {
  const names: string[] = []
  filterOf[list]!((name) => void names.push(name))
  return names
}

/** The lists with filters that the desk's sources link to, as the file, the list and its filters. */
const linked = files
  .filter((file) => /^client\/(desk|modules)\//.test(file))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\/desk\/(\w+)\?([^`'"]+)/g)]
      .filter(([, list]) => list! in filterOf)
      .map(([, list, address]) => [file, list!, address!] as const),
  )
const waiting = lines.map(({ key, list, address }) => [`home ${key}`, list, address()] as const)

describe('a link to a list', () => {
  it('is found in the sources', () => {
    expect(linked.length).toBeGreaterThan(15)
  })

  it.each([...linked, ...waiting])('of %s has filters that the list of %s knows: %s', (_, list, address) => {
    const asked = [...new URLSearchParams(address).keys()]
    expect(namesOf(list)).toEqual(expect.arrayContaining(asked))
  })

  it('names days as a range, with both of its ends where it is one day', () => {
    const days = ['day', 'finished', 'followUp', 'fixBy', 'opened', 'closed', 'ordered', 'resumed']
    for (const [file, , address] of linked) {
      for (const [name, value] of new URLSearchParams(address)) {
        if (days.includes(name)) expect([file, value]).toEqual([file, expect.stringContaining('..')])
      }
    }
  })
})
