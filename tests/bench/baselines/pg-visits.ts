import { createHash, randomUUID } from 'node:crypto'
import { encodeGlobalID } from '@pothos/plugin-relay'
import type pg from 'pg'
import { checks } from '#tests/bench/visiting.ts'
import { append, claim, type Holder } from './pg.ts'

// What arriveVisit, completeStep and finishVisit do, written by hand: BEGIN … COMMIT, one await a statement, the same
// receipt, locks, rows, tallies and events, and the visit read again. Rows that a rule only reads to check are read too.

type Row = Record<string, never> & {
  id: string
  squadId: string
  enterpriseId: string
  state: string
  steps: string
  arrivedAt: Date | null
  plannedOn: string
  listed: boolean
}

type Deed = {
  name: string
  input: object
  /** Writes the rows of the visit, and answers with the event. */
  work: (client: pg.PoolClient, visit: Row, at: Date) => Promise<{ cell: [string, string | null]; event: object }>
}

async function change(pool: pg.Pool, { accountId, unionId }: Holder, visitId: string, { name, input, work }: Deed) {
  const clientId = randomUUID()
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
    await client.query({
      ...claim,
      text: claim.text.replace("'openIssue'", `'${name}'`),
      name,
      values: [accountId, clientId, inputHash],
    })
    await client.query({ ...lockSquad, values: [visitId, unionId] })
    await client.query({ ...lockEnterprise, values: [visitId, unionId] })
    const { rows } = await client.query({ ...readVisit, values: [visitId, unionId] })
    const visit = rows[0]
    if (!visit) throw new Error('There is no such visit.')
    const { rows: enterprises } = await client.query({ ...readEnterprise, values: [visit.enterpriseId] })
    const at = new Date()
    const { cell, event } = await work(client, { ...visit, listed: enterprises[0].listed }, at)
    const before = enterprises[0].progress
    if (before !== cell[0] || enterprises[0].progressStep !== cell[1]) {
      await client.query({ ...setCell, values: [visit.enterpriseId, ...cell] })
    }
    const { squadId, enterpriseId } = visit
    const draft = {
      subjectType: 'Visit',
      subjectId: visitId,
      squadId,
      enterpriseId,
      happenedAt: at.toISOString(),
      ...event,
    }
    const values = [unionId, accountId, at, clientId, visitId, JSON.stringify([draft])]
    const { rows: appended } = await client.query({ ...append, values })
    await client.query('COMMIT')
    const { rows: again } = await client.query({ ...reread, values: [visitId, unionId] })
    return { clientId, seq: appended[0].seq as number, visit: { ...again[0], id: encodeGlobalID('Visit', visitId) } }
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** The squad stands at the door. */
export const arriveVisit = (pool: pg.Pool, holder: Holder, visitId: string) =>
  change(pool, holder, visitId, {
    name: 'arriveVisit',
    input: { visitId },
    async work(client, visit, at) {
      if (visit.state !== 'PLANNED') throw new Error('The visit is not planned.')
      const { rows } = await client.query({ ...readSquad, values: [visit.squadId] })
      if (rows[0].currentVisitId) throw new Error('The squad is elsewhere.')
      await client.query({ ...arrive, values: [visitId, at] })
      await client.query({ ...setSquad, values: [visit.squadId, visitId] })
      const { enterpriseId } = visit
      const squad = { visitId, enterpriseId, since: at.toISOString(), step: null, steps: [] }
      const facts = { progress: 'UNDER_WAY', progressStep: null }
      return {
        cell: ['UNDER_WAY', null],
        event: {
          name: 'visit.arrived',
          facts,
          union: { onSite: 1, ...(visit.listed && { planned: -1, underWay: 1 }) },
          squad,
        },
      }
    },
  })

type Note = { text: string; saidBy: string; responsible: string; dueOn: string }

/** One of the four steps with a note, or TREAT with a measure. */
export const completeStep = (pool: pg.Pool, holder: Holder, visitId: string, step: string, note: Note | null) =>
  change(pool, holder, visitId, {
    name: 'completeStep',
    input: { visitId, step, note },
    async work(client, visit, at) {
      await client.query({ ...heardOrAsked, values: [visitId] })
      const done = visit.steps === '{}' ? [] : visit.steps.slice(1, -1).split(',')
      if (visit.state !== 'ARRIVED' || done.includes(step)) throw new Error('The step cannot be done.')
      await client.query({ ...insertStep, values: [visitId, step, at, holder.accountId] })
      if (note && step === 'TREAT') {
        const { text, responsible, dueOn } = note
        await client.query({ ...insertMeasure, values: [visitId, text, responsible, dueOn, at, holder.accountId] })
      } else if (note) await client.query({ ...insertNote, values: [visitId, step, note.text, note.saidBy] })
      const steps = [...done, step]
      await client.query({ ...setSteps, values: [visitId, steps] })
      const facts = { step, progress: 'UNDER_WAY', progressStep: step }
      return {
        cell: ['UNDER_WAY', step],
        event: { name: 'visit.step_completed', facts, squad: { step, steps } },
      }
    },
  })

/** The visit ends as DONE, and is the first of its enterprise. */
export const finishVisit = (pool: pg.Pool, holder: Holder, visitId: string) =>
  change(pool, holder, visitId, {
    name: 'finishVisit',
    input: { visitId, outcome: 'DONE', checks },
    async work(client, visit, at) {
      await client.query({ ...heardOrAsked, values: [visitId] })
      if (visit.state !== 'ARRIVED') throw new Error('The visit has not arrived.')
      await client.query({ ...insertChecks, values: [visitId, JSON.stringify(checks)] })
      await client.query({ ...finish, values: [visitId, at] })
      await client.query({ ...setSquad, values: [visit.squadId, null] })
      const facts = { outcome: 'DONE', counts: true, progress: 'DONE', progressStep: null }
      const days = { [visit.plannedOn]: { finished: 1 } }
      const cells = visit.listed ? { underWay: -1, visited: 1 } : { visitedOutside: 1 }
      const union = { ...cells, onSite: -1, days: { [visit.plannedOn]: { finished: 1, visited: 1 } } }
      const squad = { visitId: null, enterpriseId: null, step: null, since: null, steps: null, days }
      return { cell: ['DONE', null], event: { name: 'visit.finished', facts, union, squad } }
    },
  })

const lockSquad = {
  name: 'lockSquad',
  text: `SELECT 1 FROM "Squad" WHERE id = (SELECT "squadId" FROM "Visit" WHERE id = $1) AND "unionId" = $2 FOR NO KEY UPDATE`,
}
const lockEnterprise = {
  name: 'lockEnterprise',
  text: `SELECT 1 FROM "Enterprise" WHERE id = (SELECT "enterpriseId" FROM "Visit" WHERE id = $1) AND "unionId" = $2 FOR NO KEY UPDATE`,
}
const readVisit = {
  name: 'readVisit',
  text: `SELECT *, to_char("plannedOn", 'YYYY-MM-DD') AS "plannedOn" FROM "Visit" WHERE id = $1 AND "unionId" = $2`,
}
const readEnterprise = {
  name: 'readEnterprise',
  text: `SELECT e.id, e.progress, e."progressStep",
      (SELECT json_agg(v.*) FROM "Visit" v WHERE v."enterpriseId" = e.id AND v.state NOT IN ('SKIPPED', 'VOIDED')) AS visits,
      EXISTS (SELECT 1 FROM "CampaignEnterprise" c WHERE c."enterpriseId" = e.id) AS listed
    FROM "Enterprise" e WHERE e.id = $1`,
}
const readSquad = { name: 'readSquad', text: 'SELECT "currentVisitId" FROM "Squad" WHERE id = $1' }
const heardOrAsked = {
  name: 'heardOrAsked',
  text: `SELECT EXISTS (SELECT 1 FROM "VisitNote" WHERE "visitId" = $1 AND step IN ('LISTEN', 'ASK')) AS heard`,
}
const arrive = {
  name: 'arrive',
  text: `UPDATE "Visit" SET state = 'ARRIVED', "arrivedAt" = $2 WHERE id = $1`,
}
const setSquad = { name: 'setSquad', text: 'UPDATE "Squad" SET "currentVisitId" = $2 WHERE id = $1' }
const setCell = {
  name: 'setCell',
  text: 'UPDATE "Enterprise" SET progress = $2::"VisitProgress", "progressStep" = $3::"Step" WHERE id = $1',
}
const insertStep = {
  name: 'insertStep',
  text: `INSERT INTO "CompletedStep" (id, "visitId", step, at, "actorId") VALUES (gen_random_uuid(), $1, $2::"Step", $3, $4)`,
}
const insertNote = {
  name: 'insertNote',
  text: `INSERT INTO "VisitNote" (id, "visitId", step, position, text, "saidBy")
    VALUES (gen_random_uuid(), $1, $2::"Step", 0, $3, $4)`,
}
const insertMeasure = {
  name: 'insertMeasure',
  text: `INSERT INTO "Measure" (id, "unionId", "enterpriseId", "visitId", "squadId", what, form, who, "dueOn", "recordedAt", "recordedById")
    SELECT gen_random_uuid(), v."unionId", v."enterpriseId", v.id, v."squadId", $2, $2, $3, $4, $5, $6 FROM "Visit" v WHERE v.id = $1`,
}
const setSteps = { name: 'setSteps', text: 'UPDATE "Visit" SET steps = $2::"Step"[] WHERE id = $1' }
const insertChecks = {
  name: 'insertChecks',
  text: `INSERT INTO "VisitCheck" (id, "visitId", item, answer)
    SELECT gen_random_uuid(), $1, item::"CheckItem", answer::"CheckAnswer"
    FROM json_to_recordset($2) AS c(item text, answer text)`,
}
const finish = {
  name: 'finish',
  text: `UPDATE "Visit" SET state = 'FINISHED', "finishedAt" = $2, outcome = 'DONE', counts = true WHERE id = $1`,
}
const reread = {
  name: 'rereadVisit',
  text: 'SELECT id, state, steps, outcome, "arrivedAt", "finishedAt" FROM "Visit" WHERE id = $1 AND "unionId" = $2',
}
