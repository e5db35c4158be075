import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useLinkAct } from '#client/desk/links/useLinkAct.ts'
import { may, sectionsOf } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import { RestoreSquadDocument, RetireSquadDocument } from '#client/modules/squads/documents.ts'
import { MembersForm } from '#client/modules/squads/MembersForm.tsx'
import { SquadForm } from '#client/modules/squads/SquadForm.tsx'
import { SquadFacts, SquadMembers } from '#client/modules/squads/SquadParts.tsx'
import { StepChips } from '#client/modules/visits/StepChips.tsx'
import { visitTone } from '#client/modules/visits/tones.ts'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { dateOf, momentText } from '#client/ui/dates.ts'
import { listText } from '#client/ui/list-text.ts'
import { countText } from '#client/ui/numbers.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { SquadRecordQuery } from '#codegen/graph/graphql.ts'
import { SquadRecordDocument } from './documents.ts'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'
import { Some } from './Some.tsx'

type Squad = Extract<NonNullable<SquadRecordQuery['node']>, { members: unknown }>

/** One squad: who leads it, where it works, who belongs to it, and its stops of today. */
export function SquadRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: SquadRecordDocument, variables: { id, on: dateOf() } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={({ node }) => (node && 'members' in node ? node : null)}
      title={t('nav.squads')}
    >
      {(squad) => <SquadPage viewer={viewer} squad={squad} />}
    </RecordResult>
  )
}

function SquadPage({ viewer, squad }: { viewer: Viewer; squad: Squad }) {
  const { t } = useTranslation('desk')
  const sections = sectionsOf(viewer)
  const { heardAt, visits } = squad
  const today = dateOf()
  return (
    <RecordFrame
      href={`/desk/squads/${squad.id}`}
      kind={t('record.kind.squad')}
      title={`${t('squadNumber', { number: squad.number })} ${squad.cadreName}`}
      marks={
        <>
          {squad.retiredAt && <Tag tone="quiet">{t('retired.retired')}</Tag>}
          {heardAt && (
            <span>
              {t('record.heardAt')} {momentText(heardAt)}
            </span>
          )}
          {sections.includes('visits') && (
            <Link href={`/desk/visits?squadId=${squad.id}`}>{t('record.visitList')}</Link>
          )}
          {sections.includes('issues') && viewer.role !== 'AGENCY' && (
            <Link href={`/desk/issues?squadId=${squad.id}`}>{t('record.issueList')}</Link>
          )}
        </>
      }
      deeds={useDeeds(viewer, squad)}
    >
      <RecordColumn>
        {sections.includes('visits') && (
          <RecordPart
            title={t('record.stops')}
            count={countText(visits)}
            href={`/desk/visits?squadId=${squad.id}&day=${today}..${today}`}
          >
            <Some of={visits.edges.length} none={t('record.none.stops')}>
              <Stops visits={visits} />
            </Some>
          </RecordPart>
        )}
        <RecordPart title={t('record.kind.squad')}>
          <SquadFacts squad={squad} />
        </RecordPart>
      </RecordColumn>
      <RecordColumn>
        <RecordPart title={t('squads.members')} count={squad.members.length}>
          <SquadMembers squad={squad} />
        </RecordPart>
      </RecordColumn>
    </RecordFrame>
  )
}

function Stops({ visits }: Pick<Squad, 'visits'>) {
  const { t: common } = useTranslation()
  return (
    <ol className="record-lines">
      {visits.edges.map(({ node: visit }) => (
        <li key={visit.id}>
          <Link href={`/desk/visits/${visit.id}`}>{visit.enterprise.name}</Link>
          <small>
            <Tag tone={visitTone[visit.state]}>
              {visit.outcome ? common(`VisitOutcome.${visit.outcome}`) : common(`VisitState.${visit.state}`)}
            </Tag>
            {visit.agreedTime && ` · ${visit.agreedTime}`}
          </small>
          <span className="record-aside">
            <StepChips done={visit.steps} />
          </span>
        </li>
      ))}
    </ol>
  )
}

function useDeeds(viewer: Viewer, squad: Squad): Deed[] {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const title = t('squadNumber', { number: squad.number })
  const saved = (close: () => void) => () => {
    close()
    say(t('squads.saved'))
  }
  const setMembers = (close: () => void) => (disabled: readonly string[]) => {
    close()
    const names = listText(disabled, i18n.language)
    say(names ? t('squads.savedWith', { names }) : t('squads.saved'))
  }
  const edit: Deed = {
    key: 'edit',
    label: common('edit'),
    title,
    form: (close) => <SquadForm squad={squad} zones={viewer.union.zones} onCancel={close} onSaved={saved(close)} />,
  }
  const members: Deed = {
    key: 'members',
    label: t('squads.editMembers'),
    title,
    wide: true,
    form: (close) => <MembersForm squad={squad} onCancel={close} onSaved={setMembers(close)} />,
  }
  const retirement = useRetirement({
    retire: RetireSquadDocument,
    restore: RestoreSquadDocument,
    disabledIn: ({ retireSquad }) => retireSquad.disabledAccounts,
  })
  const name = t('squadNumber', { number: squad.number })
  const toggle = () => void retirement(squad, name, { squadId: squad.id })
  const retire: Deed = { key: 'retire', label: t('retired.retire'), isRare: true, act: toggle }
  const restore: Deed = { key: 'retire', label: t('retired.restore'), act: toggle }
  const links = useLinkAct<Squad['members'][number]>(viewer, ({ id, name }) => ({ input: { memberId: id }, name }))
  const link: Deed | null = links && { key: 'links', label: links.label, act: () => links.start(squad.members) }
  if (squad.retiredAt) return may(viewer.role, 'restoreSquad') ? [restore] : []
  return [
    ...(may(viewer.role, 'setSquadMembers') ? [members] : []),
    ...(may(viewer.role, 'updateSquad') ? [edit] : []),
    ...(link && squad.members.length > 0 ? [link] : []),
    ...(may(viewer.role, 'retireSquad') ? [retire] : []),
  ]
}
