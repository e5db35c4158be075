import { globalId } from '#server/platform/ids.ts'
import { day } from './days.ts'
import type { EveryDeed } from './deed-inputs.ts'
import { mutate } from './mutations.ts'
import type { Place } from './place.ts'

/** A deed on a measure meets the deeds on the issue for which it is: what they change says who sees the measure. */
const measure = { fields: 'measure { id what who dueOn state result }', meets: ['issue'] } as const

/** What a measure for the issue of the place says. */
const aMeasure = async (place: Place) => ({
  enterpriseId: globalId('Enterprise', await place.enterprise()),
  issueIds: [globalId('Issue', await place.issue())],
  ...{ what: '协调口罩 500 个', who: '李敏', dueOn: day(3) },
})

const measures = new WeakMap<Place, Promise<string>>()

/** The global id of the measure of the place, which is for its issue. */
function measureAt(place: Place): Promise<string> {
  const made = measures.get(place) ?? record(place)
  measures.set(place, made)
  return made
}

async function record(place: Place): Promise<string> {
  type Payload = { measure: { id: string } }
  return (await mutate<Payload>(place.command, 'recordMeasure', await aMeasure(place), 'measure { id }')).measure.id
}

const ofMeasure = async (place: Place) => ({ measureId: await measureAt(place) })

/** The deeds on measures. The tax office leads the issue of the place. */
export const measureDeeds: Record<string, EveryDeed> = {
  recordMeasure: { ...measure, input: aMeasure },
  updateMeasure: {
    ...measure,
    input: async (place) => ({
      ...(await ofMeasure(place)),
      what: '协调口罩,分两批送到',
      agencyId: globalId('Agency', place.union.tax.agencyId!),
      dueOn: day(5),
    }),
  },
  finishMeasure: {
    ...measure,
    actor: async ({ union }) => union.tax,
    input: async (place) => ({ ...(await ofMeasure(place)), result: 'WORKED', note: '口罩已送到' }),
  },
  dropMeasure: { ...measure, input: async (place) => ({ ...(await ofMeasure(place)), reason: '企业已自行买到' }) },
}
