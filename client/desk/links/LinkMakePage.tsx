import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient, useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { CreateLinksDocument, EnterprisesToLinkDocument } from '#client/modules/links/documents.ts'
import { SquadsDocument } from '#client/modules/squads/documents.ts'
import { useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { ZonesDocument } from '#client/modules/zones/documents.ts'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { Page } from '#client/ui/Page.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { LinkPurpose } from '#codegen/graph/graphql.ts'
import { type LeftOut, LeftOutAccounts } from './LeftOut.tsx'
import { LinkSheet, type Made } from './LinkSheet.tsx'
import { chosenSubjects, type Subject } from './subjects.ts'

/** How many links one request makes. */
const atOnce = 250

/** The links that were made, and who got none. */
type AllMade = LeftOut & { made: readonly Made[] }

const noneMade: AllMade = { made: [], disabled: [], retired: [] }

const groups = ['MEMBERS', 'ENTERPRISES', 'OFFICER', 'CADRES'] as const
type Group = (typeof groups)[number]

/** The page that makes personal links for those who were selected, or for a whole group, and then shows the sheet of them. */
export function LinkMakePage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [chosen] = useState(chosenSubjects)
  const [made, setMade] = useState<AllMade | null>(null)
  return (
    <Page title={t('links.make')}>
      {made ? (
        <>
          <LeftOutAccounts {...made} />
          {made.made.length > 0 && <LinkSheet union={viewer.union.name} made={made.made} />}
        </>
      ) : (
        <MakeForm chosen={chosen} onMade={setMade} />
      )}
    </Page>
  )
}

function MakeForm({ chosen, onMade }: { chosen: readonly Subject[]; onMade: (made: AllMade) => void }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null)
  const createLinks = useChange(CreateLinksDocument)
  const subjectsOf = useGroups()
  // what was made before a request failed is not made again, where the same links are asked for
  const [before, setBefore] = useState<AllMade & { asked: string; done: number }>({ asked: '', done: 0, ...noneMade })
  const submit = async (form: FormData) => {
    const subjects = chosen.length > 0 ? chosen : await subjectsOf(form)
    if (!subjects) return { message: '' }
    if (subjects.length === 0) return { message: t('links.nobody') }
    const asked = JSON.stringify([neededText(form, 'purpose'), neededText(form, 'expiresOn'), subjects])
    let { done, made, disabled, retired } = asked === before.asked ? before : { done: 0, ...noneMade }
    while (done < subjects.length) {
      setProgress({ done, all: subjects.length })
      const { data, failure } = await createLinks({
        purpose: neededText(form, 'purpose') as LinkPurpose,
        expiresOn: neededText(form, 'expiresOn'),
        subjects: subjects.slice(done, done + atOnce).map(({ input }) => input),
      })
      setBefore({ asked, done, made, disabled, retired })
      if (failure) return failure
      const { links, addresses, ...leftOut } = data.createLinks
      done += atOnce
      made = [...made, ...links.map((link, i) => ({ link, address: addresses[i] ?? '' }))]
      disabled = [...disabled, ...leftOut.disabled]
      retired = [...retired, ...leftOut.retired]
    }
    onMade({ made, disabled, retired })
    return null
  }
  return (
    <div className="ui-card link-make">
      <ActionForm submit={t('links.make')} onSubmit={submit}>
        {chosen.length > 0 ? <Chosen chosen={chosen} /> : <GroupFields />}
        <SelectField
          label={t('links.purpose')}
          name="purpose"
          options={enums.LinkPurpose.filter((value) => value !== 'ISSUE').map((value) => ({
            value,
            label: common(`LinkPurpose.${value}`),
            note: t(`links.about.${value}`),
          }))}
        />
        <DateField
          label={t('links.expiresOn')}
          name="expiresOn"
          value={dateInDays(14)}
          min={dateOf()}
          max={dateInDays(90)}
          required
        />
        {progress && (
          <p role="status">
            {t('many.progress', { done: progress.done, count: progress.all })}
            <progress max={progress.all} value={progress.done} />
          </p>
        )}
      </ActionForm>
    </div>
  )
}

function Chosen({ chosen }: { chosen: readonly Subject[] }) {
  const { t } = useTranslation('desk')
  const names = chosen.slice(0, 5).map(({ name }) => name)
  return (
    <p>
      {t('links.for', { count: chosen.length })} {names.join(' · ')} {chosen.length > names.length && '…'}
    </p>
  )
}

function GroupFields() {
  const { t } = useTranslation('desk')
  const [group] = useFormValue<Group>('group', groups[0])
  const agencies = useAgencyOptions()
  return (
    <>
      <SelectField
        label={t('links.whom')}
        name="group"
        options={groups.map((value) => ({ value, label: t(`links.group.${value}`) }))}
      />
      {group === 'OFFICER' && (
        <div className="ui-row">
          <SelectField label={t('agency')} name="agencyId" options={agencies} required />
          <TextField label={t('links.officer')} name="name" required maxLength={50} />
        </div>
      )}
    </>
  )
}

/** Reads who belongs to the group that the form names; null where the server could not be asked. */
function useGroups(): (form: FormData) => Promise<Subject[] | null> {
  const client = useClient()
  const [{ data: squads }] = useQuery({ query: SquadsDocument })
  return async (form) => {
    const group = neededText(form, 'group') as Group
    if (group === 'OFFICER') {
      const [agencyId, name] = [neededText(form, 'agencyId'), neededText(form, 'name')]
      return [{ input: { agencyId, name }, name }]
    }
    if (group === 'MEMBERS') {
      const members = squads?.squads.flatMap((squad) => squad.members)
      return members?.map(({ id, name }) => ({ input: { memberId: id }, name })) ?? null
    }
    if (group === 'CADRES') {
      const answer = await client.query(ZonesDocument, {}, { requestPolicy: 'network-only' }).toPromise()
      const led = answer.data?.zones.filter(({ cadreName }) => cadreName)
      return led?.map(({ id, cadreName }) => ({ input: { zoneId: id }, name: cadreName ?? '' })) ?? null
    }
    const found: Subject[] = []
    for (let after: string | null = null; ; ) {
      const answer: { data?: { enterprises: Listed } | undefined } = await client
        .query(EnterprisesToLinkDocument, { after }, { requestPolicy: 'network-only' })
        .toPromise()
      if (!answer.data) return null
      const { edges, pageInfo } = answer.data.enterprises
      found.push(...edges.map(({ node }) => ({ input: { enterpriseId: node.id }, name: node.name })))
      if (!pageInfo.hasNextPage) return found
      after = pageInfo.endCursor ?? null
    }
  }
}

type Listed = {
  edges: { node: { id: string; name: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}
