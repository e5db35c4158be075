import { randomUUID } from 'node:crypto'
import { agency, type EveryDeed, ofAgency, ofSquad, ofZone, squad, zone } from './deed-inputs.ts'

let number = 500

/** A number that no squad has yet: those of the factories are lower. */
const freeNumber = () => {
  number += 1
  return number
}

/** The deeds on squads, zones and agencies, by name. */
export const organisationDeeds: Record<string, EveryDeed> = {
  updateSquad: { ...squad, input: async (place) => ({ ...(await ofSquad(place)), cadreName: '李主任' }) },
  setSquadMembers: {
    ...squad,
    input: async (place) => ({
      ...(await ofSquad(place)),
      members: [{ name: '王敏', duties: ['GUIDE'], phone: '15400000009' }],
    }),
  },
  createSquad: {
    ...squad,
    meets: ['zones'],
    input: async (place) => {
      await place.room()
      return {
        number: freeNumber(),
        cadreName: '李主任',
        cadreTitle: '副主任',
        phone: '15400000009',
        zoneIds: [await place.zone()],
        members: [{ name: '王敏', duties: ['GUIDE'], phone: '15400000009' }],
      }
    },
  },
  retireSquad: { ...squad, input: ofSquad },
  restoreSquad: { ...squad, input: async (place) => ({ squadId: await place.retiredSquad() }) },
  createZone: {
    ...zone,
    meets: ['union', 'zones'],
    input: async () => ({ name: `片区${randomUUID().slice(0, 8)}` }),
  },
  updateZone: {
    ...zone,
    input: async (place) => ({ ...(await ofZone(place)), cadreName: '李主任', position: 1 }),
  },
  retireZone: { ...zone, input: ofZone },
  restoreZone: { ...zone, input: async (place) => ({ zoneId: await place.retiredZone() }) },
  createAgency: {
    ...agency,
    meets: ['union', 'agencies', 'zones'],
    input: async (place) => ({
      kind: 'COMMUNITY',
      name: `社区${randomUUID().slice(0, 8)}`,
      zoneIds: [await place.zone()],
    }),
  },
  updateAgency: { ...agency, input: async (place) => ({ ...(await ofAgency(place)), phone: '029-00000000' }) },
  retireAgency: { ...agency, input: ofAgency },
  restoreAgency: { ...agency, input: async (place) => ({ agencyId: await place.retiredAgency() }) },
}
