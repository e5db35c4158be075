import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useLocation } from 'wouter'
import { useOpenIssue, useOrderSupply, usePlanVisit } from '#client/desk/deeds.tsx'
import { resumptionsFor } from '#client/desk/offers.ts'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import { CorrectionForm } from '#client/modules/enterprises/CorrectionForm.tsx'
import { RestoreEnterpriseDocument, RetireEnterpriseDocument } from '#client/modules/enterprises/documents.ts'
import { EnterpriseMarks } from '#client/modules/enterprises/EnterpriseFacts.tsx'
import { EnterpriseForm } from '#client/modules/enterprises/EnterpriseForm.tsx'
import { MergeForm } from '#client/modules/enterprises/MergeForm.tsx'
import { PapersForm } from '#client/modules/enterprises/PapersForm.tsx'
import { ResumptionForm } from '#client/modules/enterprises/ResumptionForm.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import type { StepOfRecord } from '#client/ui/StepBar.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseBriefQuery } from '#codegen/graph/graphql.ts'
import { EnterpriseParts } from './EnterpriseParts.tsx'
import { EnterpriseBriefDocument } from './enterprise-documents.ts'
import { RecordFrame } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'

type Enterprise = NonNullable<EnterpriseBriefQuery['enterprise']>

/** One enterprise as whoever visits it wants to know it: on the screen at once, and on one sheet of paper. */
export function EnterpriseRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: EnterpriseBriefDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={(data) => data.enterprise}
      title={t('nav.enterprises')}
      missing={t('enterprises.missing')}
    >
      {(enterprise, brief) =>
        enterprise.mergedInto ? (
          <MergedAway name={enterprise.name} into={enterprise.mergedInto.id} />
        ) : (
          <Enterprise viewer={viewer} enterprise={enterprise} brief={brief} />
        )
      }
    </RecordResult>
  )
}

/** Leads from an entry that was a double to the enterprise that has all of it now, and says so. */
function MergedAway({ name, into }: { name: string; into: string }) {
  const { t } = useTranslation('desk')
  const [, navigate] = useLocation()
  const say = useToast()
  useEffect(() => {
    navigate(`/desk/enterprises/${into}`, { replace: true })
    say(t('doubles.mergedAway', { name }))
  }, [into, name, navigate, say, t])
  return null
}

type EnterpriseProps = { viewer: Viewer; enterprise: Enterprise; brief: EnterpriseBriefQuery }

function Enterprise({ viewer, enterprise, brief }: EnterpriseProps) {
  const { t } = useTranslation('desk')
  return (
    <RecordFrame
      href={`/desk/enterprises/${enterprise.id}`}
      kind={t('record.kind.enterprise')}
      title={enterprise.name}
      marks={
        enterprise.retiredAt ? (
          <Tag tone="quiet">{t('retired.retired')}</Tag>
        ) : (
          <EnterpriseMarks enterprise={enterprise} />
        )
      }
      steps={useSteps(enterprise)}
      deeds={useDeeds(viewer, enterprise, brief)}
    >
      <EnterpriseParts viewer={viewer} enterprise={enterprise} brief={brief} />
    </RecordFrame>
  )
}

/** The four steps of the visit that is under way, or all of them done. */
function useSteps({ progress, progressStep, visits }: Enterprise): StepOfRecord[] {
  const { t } = useTranslation()
  const last = progressStep ? enums.Step.indexOf(progressStep) : -1
  const isDone = (index: number) => progress === 'DONE' || index <= last
  const isNow = (index: number) => progress === 'UNDER_WAY' && index === last + 1
  const visit = visits.edges.map(({ node }) => node).find(({ state }) => state === 'ARRIVED' || state === 'FINISHED')
  return enums.Step.map((step, index) => ({
    key: step,
    label: t(`Step.${step}`),
    state: isDone(index) ? 'done' : isNow(index) ? 'now' : 'next',
    note: isDone(index) && visit?.steps.includes(step) ? visit.plannedOn : null,
  }))
}

function useDeeds(viewer: Viewer, enterprise: Enterprise, brief: EnterpriseBriefQuery): Deed[] {
  const [, navigate] = useLocation()
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const about = { viewer, enterprise }
  const plan = usePlanVisit(about)
  const issue = useOpenIssue(about)
  const order = useOrderSupply(about)
  const states = resumptionsFor(viewer.role, enterprise.resumption)
  const resume: Deed | null = states.length
    ? {
        key: 'resumption',
        label: t('enterprises.setResumption'),
        form: (close) => (
          <ResumptionForm
            enterprise={enterprise}
            states={states}
            onCancel={close}
            onSaved={(to) => {
              close()
              say(t('enterprises.resumptionSet', { state: common(`Resumption.${to}`) }))
            }}
          />
        ),
      }
    : null
  const saved = (close: () => void, text: string) => () => {
    close()
    say(text)
  }
  const papers: Deed | null =
    viewer.union.asksPapers && may(viewer.role, 'recordPapers')
      ? {
          key: 'papers',
          label: t('resumption.editPapers'),
          isRare: true,
          form: (close) => (
            <PapersForm enterprise={enterprise} onCancel={close} onSaved={saved(close, t('resumption.papersSaved'))} />
          ),
        }
      : null
  const correct: Deed | null =
    enterprise.resumptionChanges.edges.length > 0 && may(viewer.role, 'correctResumption')
      ? {
          key: 'correct',
          label: t('resumption.correct'),
          isRare: true,
          form: (close) => (
            <CorrectionForm
              enterprise={enterprise}
              onCancel={close}
              onSaved={saved(close, t('resumption.corrected'))}
            />
          ),
        }
      : null
  const edit: Deed | null = may(viewer.role, 'updateEnterprise')
    ? {
        key: 'edit',
        label: t('enterprises.edit'),
        wide: true,
        isRare: true,
        form: (close) => (
          <EnterpriseForm
            enterprise={enterprise}
            zones={viewer.union.zones}
            onCancel={close}
            onSaved={saved(close, t('record.changed'))}
          />
        ),
      }
    : null
  const merge: Deed | null = may(viewer.role, 'mergeEnterprise')
    ? {
        key: 'merge',
        label: t('doubles.mergeInto'),
        isRare: true,
        form: (close) => (
          <MergeForm
            double={enterprise}
            onCancel={close}
            onMerged={(into) => {
              close()
              navigate(`/desk/enterprises/${into}`)
            }}
          />
        ),
      }
    : null
  const toggle = useRetirement({
    retire: RetireEnterpriseDocument,
    restore: RestoreEnterpriseDocument,
    disabledIn: ({ retireEnterprise }) => retireEnterprise.disabledAccounts,
  })
  const retire: Deed | null = may(viewer.role, 'retireEnterprise')
    ? {
        key: 'retire',
        label: t(enterprise.retiredAt ? 'retired.restore' : 'retired.retire'),
        isRare: !enterprise.retiredAt,
        act: () => void toggle(enterprise, enterprise.name, { enterpriseId: enterprise.id }),
      }
    : null
  if (enterprise.retiredAt) return [retire, merge].filter((deed) => deed !== null)
  // where nobody is to come, the next deed is to plan it; else it is the stop, and a further day is planned from the menu
  const [stop] = [brief.onSite, brief.planned].flatMap(({ edges }) => edges.map(({ node }) => node))
  const toStop: Deed | null =
    stop && plan ? { key: 'stop', label: t('record.openStop'), act: () => navigate(`/desk/visits/${stop.id}`) } : null
  const further: Deed | null = plan && { ...plan, isRare: true }
  const rare = [papers, correct, edit, merge, retire]
  const deeds = toStop ? [toStop, issue, order, resume, further, ...rare] : [plan, issue, order, resume, ...rare]
  return deeds.filter((deed) => deed !== null)
}
