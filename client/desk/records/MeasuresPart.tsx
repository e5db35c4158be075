import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { MeasuresDocument } from '#client/modules/measures/documents.ts'
import {
  DropMeasureForm,
  FinishMeasureForm,
  RecordMeasureForm,
  UpdateMeasureForm,
} from '#client/modules/measures/MeasureForms.tsx'
import { carrierOf, MeasureTag } from '#client/modules/measures/MeasureTag.tsx'
import { useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { momentText } from '#client/ui/dates.ts'
import { countText } from '#client/ui/numbers.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { IssueCategory, IssueStatus, MeasureRowFragment } from '#codegen/graph/graphql.ts'
import { DueMark } from './lines.tsx'
import { RecordPart } from './RecordFrame.tsx'
import { Some } from './Some.tsx'

type MeasuresPartProps = {
  viewer: Viewer
  enterpriseId: string
  /** The issue whose measures are shown; those of the whole enterprise where it is left out. */
  issue?: { id: string; category: IssueCategory; status: IssueStatus }
}

const shown = 10

/** The part of a record with its measures: those still to be carried out first, each with what can be done with it. */
export function MeasuresPart({ viewer, enterpriseId, issue }: MeasuresPartProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [{ data }, ask] = useQuery({
    query: MeasuresDocument,
    variables: {
      filter: issue ? { issueId: issue.id } : { enterpriseId },
      orderBy: { by: 'STATE', direction: 'ASC' },
      first: shown,
    },
  })
  // an agency carries measures out itself, and takes them for issues of which it has a part
  const isAgency = viewer.role === 'AGENCY'
  const options = useAgencyOptions()
  const agencies = isAgency ? null : options
  const isOpen = issue ? issue.status === 'OPEN' : !isAgency
  const list = data?.measures
  const end = (close: () => void) => ({
    onCancel: close,
    onSaved: () => {
      close()
      say(t('measures.saved'))
      ask({ requestPolicy: 'network-only' })
    },
  })
  const all = issue ? `/desk/measures?issue=${issue.id}` : `/desk/measures?enterprise=${enterpriseId}`
  const rows = list?.edges.map(({ node }) => node) ?? []
  return (
    <RecordPart
      title={t('nav.measures')}
      count={list && countText(list)}
      href={list && list.totalCount > shown ? all : undefined}
      action={
        isOpen &&
        may(viewer.role, 'recordMeasure') && (
          <DialogButton small tone="plain" label={t('measures.record')}>
            {(close) => (
              <RecordMeasureForm
                enterpriseId={enterpriseId}
                issue={issue ?? null}
                agencies={agencies}
                {...end(close)}
              />
            )}
          </DialogButton>
        )
      }
    >
      <Some of={rows.length} none={list ? t('measures.none') : ''}>
        <ul className="record-lines record-measures">
          {rows.map((measure) => (
            <MeasureLine key={measure.id} measure={measure}>
              {measure.state === 'OPEN' && may(viewer.role, 'finishMeasure') && (
                <>
                  <DialogButton small tone="plain" label={t('measures.finish')}>
                    {(close) => <FinishMeasureForm measure={measure} {...end(close)} />}
                  </DialogButton>
                  <DialogButton small tone="plain" label={t('measures.edit')}>
                    {(close) => <UpdateMeasureForm measure={measure} agencies={agencies} {...end(close)} />}
                  </DialogButton>
                  <DialogButton small tone="plain" label={t('measures.drop')}>
                    {(close) => <DropMeasureForm measure={measure} {...end(close)} />}
                  </DialogButton>
                </>
              )}
            </MeasureLine>
          ))}
        </ul>
      </Some>
    </RecordPart>
  )
}

type MeasureLineProps = { measure: MeasureRowFragment; children: ReactNode }

function MeasureLine({ measure, children }: MeasureLineProps) {
  const { t } = useTranslation('desk')
  const { what, dueOn, state, endedAt, expectedEffect, resultNote, dropReason } = measure
  const words = resultNote ?? dropReason
  return (
    <li>
      <span>{what}</span>
      {state === 'OPEN' ? (
        <DueMark on={dueOn} />
      ) : (
        <span className="record-aside">
          <MeasureTag measure={measure} /> {momentText(endedAt).slice(5, 10)}
        </span>
      )}
      <div className="record-acts">
        <small>
          {[carrierOf(measure), expectedEffect && t('measures.expects', { text: expectedEffect })]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {children}
      </div>
      {words && <small>{words}</small>}
    </li>
  )
}
