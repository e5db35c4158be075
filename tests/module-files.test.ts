import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '#server/log/catalogue.ts'
import { schema } from '#server/schema.ts'
import { files } from './setup/sources.ts'

/** The files that every module names alike: what they hold is said in shared words in README and at their tops. */
const standardFiles =
  /^(schema|access|events|event-fields|enums|jobs|limits|load|lists|orders|payload|tallies|set-up)\.ts$/

/** What several deeds of a module share, and what a module alone has to do: each file is a subject with a name. */
const ownFiles: Record<string, string[]> = {
  agencies: ['entry', 'zones'],
  calendars: [
    'calendar-type',
    'clock-steps',
    'ladder',
    'measure-clock',
    'notice',
    'notice-type',
    'published',
    'time-limits',
    'time-of-urgency',
    'week',
    'working-time',
  ],
  backups: ['state'],
  doubles: ['across', 'candidates', 'compared', 'facts', 'likely', 'merged', 'moves', 'pairs', 'put-away', 'shown'],
  enterprises: [
    ...['bulk', 'credit-code', 'double-type'],
    'entry',
    'filter-type',
    'likeness',
    'place',
    'progress',
    'rename-in-issues',
    'resumption',
    'resumption-type',
    'searched',
  ],
  issues: [
    ...[
      'alarm',
      'change',
      'clock',
      'clock-type',
      'contact',
      'entry',
      'filter-type',
      'life-enums',
      'life-type',
      'like',
      'part-fields',
      'parts',
      'proposals',
    ],
    ...['reminder-fields', 'ring', 'ring-time', 'searched', 'standing'],
  ],
  links: ['issue-link', 'linked-issue', 'new-link', 'openings', 'state', 'subjects'],
  measures: ['entry', 'filter-type', 'reminder-fields', 'ring', 'tell-carrier', 'what-worked', 'what-worked-type'],
  people: [
    'audited-sign-ins',
    'confirm-actor',
    'cookie',
    'disabling',
    'end-sessions',
    'first-account',
    'known-devices',
    'new-account',
    'own-sessions',
    'passwords',
    'ranks',
    'retirement',
    'session-payload',
    'sessions',
    'set-up-link',
    'sign-in-attempts',
    'sign-in-limits',
    'viewer',
  ],
  phones: ['stops'],
  reminders: ['drop-measures', 'inbox-type', 'recipients', 'tell'],
  papers: ['link', 'name', 'picture', 'show'],
  'cell-texts': ['keep'],
  campaigns: ['closing-type', 'closings', 'facts', 'standings'],
  reports: [
    ...[
      'directories',
      'download',
      'enterprise-lists',
      'filter',
      'link',
      'list',
      'roster-lists',
      'table-file',
      'work-lists',
      'workbook-thread',
    ],
  ],
  rosters: [
    ...[
      'archive',
      'cells',
      'column-type',
      'compare',
      'csv',
      'decisions',
      'errors',
      'file',
      'file-headers',
      'find-header',
      'header',
      'kept',
      'kind',
    ],
    ...['kinds', 'mapping', 'outcomes'],
    ...[
      'parse',
      'plain',
      'problem',
      'readings',
      'row-type',
      'saxen.d',
      'sentences',
      'separated',
      'sheet',
      'stored-rows',
      'sheet-type',
    ],
    ...[
      'settled',
      'sheets',
      'spreadsheet-ml',
      'taking-back',
      'text',
      'texts',
      'undo-texts',
      'undoing',
      'undos',
      'workbook',
      'worker',
      'xml',
    ],
    ...[
      'accounts',
      'agencies',
      'enterprise-columns',
      'enterprises',
      'hundred',
      'named-enterprises',
      'named-zones',
      'register',
      'resumptions',
      'squad-before',
      'squad-columns',
      'squad-plan',
      'squads',
      'suppliers',
      'undo-accounts',
      'undo-agencies',
      'undo-enterprises',
      'undo-hundred',
      'undo-resumptions',
      'undo-squads',
      'undo-suppliers',
      'undo-visit-plan',
      'visit-plan',
    ].map((kind) => `kinds/${kind}`),
  ],
  search: ['fill', 'find', 'near'],
  squads: ['heard', 'members', 'zones'],
  supplies: ['directory-type', 'filter-type', 'offers', 'quantities', 'quantities-type', 'totals'],
  unions: ['names', 'new-union'],
  visits: [
    ...[
      'checks',
      'contents-type',
      'continuations',
      'counting',
      'day-stops',
      'doors',
      'doubts',
      'filter-type',
      'findings',
      'members',
      'notes',
      'period',
      'places',
      'planning',
      'proposal',
    ],
    ...['proof-type', 'proposal-type', 'rectifications', 'states'],
  ],
  zones: ['entry', 'places', 'sums'],
}

const wordsOf = (name: string) =>
  name
    .replace(/([A-Z])/g, '-$1')
    .toLowerCase()
    .split('-')

/** The mutations that a file declares. */
const mutationsIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:= deed\(\s*|builder\.mutationField\()'(\w+)'/g)].map(([, name]) => name!)

const within = (folder: string) => (path: string) => path.startsWith(folder)

describe('the files of the modules', () => {
  it('a module has the files that all have, one file for each mutation, and those that are named here', () => {
    const others = files.filter(
      (file) =>
        /^server\/modules\/[^/]+\//.test(file) && !standardFiles.test(basename(file)) && !mutationsIn(file).length,
    )
    const named = Object.entries(ownFiles).flatMap(([module, names]) =>
      names.map((name) => `server/modules/${module}/${name}.ts`),
    )
    expect(others.sort()).toEqual(named.sort())
    for (const module of new Set(files.filter(within('server/modules/')).map((file) => file.split('/')[2])))
      expect(files).toContain(`server/modules/${module}/access.ts`)
  })

  it('a mutation has a file of its own, which is called by words of its name in their order', () => {
    const declaring = files.filter((file) => within('server/')(file) && mutationsIn(file).length > 0)
    expect(declaring.length).toBeGreaterThan(35)
    for (const file of declaring) {
      const mutations = mutationsIn(file)
      expect(mutations, file).toHaveLength(1)
      const left = wordsOf(mutations[0]!)
      for (const word of basename(file, '.ts').split('-')) {
        const at = left.indexOf(word)
        expect(at, `${file} declares ${mutations[0]}`).toBeGreaterThanOrEqual(0)
        left.splice(0, at + 1)
      }
    }
  })

  it('every mutation of the schema is declared in such a file', () => {
    const declared = files.filter(within('server/')).flatMap(mutationsIn)
    expect(declared.sort()).toEqual(Object.keys(schema.getMutationType()!.getFields()).sort())
  })

  it('an event makes old only what is a field of Query', () => {
    const queries = Object.keys(schema.getQueryType()!.getFields())
    const named = [...catalogue.values()].flatMap(({ makesOld }) => makesOld)
    expect(named.filter((name) => !queries.includes(name))).toEqual([])
  })
})
