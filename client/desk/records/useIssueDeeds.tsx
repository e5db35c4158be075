import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type IssueDeed, issueDeeds } from '#client/desk/offers.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { AssignIssueDocument, ResumeIssueDocument, TakeIssueDocument } from '#client/modules/issues/deed-documents.ts'
import {
  AssignForm,
  CallBackForm,
  ExtendForm,
  type LifeFormProps,
  ParkForm,
  partsNow,
} from '#client/modules/issues/LifeForms.tsx'
import {
  AnswerForm,
  EditForm,
  MergeForm,
  NoteForm,
  ReopenForm,
  ReturnForm,
  SplitForm,
  VoidForm,
} from '#client/modules/issues/TextForms.tsx'
import { useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { IssueWholeFragment } from '#codegen/graph/graphql.ts'

const rare: readonly IssueDeed[] = ['edit', 'split', 'merge', 'void', 'park', 'extend']

/** What can be done with an issue. Where an agency is proposed, the first deed gives the issue to it at once. */
export function useIssueDeeds(viewer: Viewer, issue: IssueWholeFragment): Deed[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const agencies = useAgencyOptions()
  const assign = useChange(AssignIssueDocument)
  const take = useChange(TakeIssueDocument)
  const resume = useChange(ResumeIssueDocument)
  const offered = issueDeeds(viewer.role, issue, viewer.agency?.id)
  const isForAgency = viewer.role === 'AGENCY'
  const isOfEnterprise = viewer.role === 'ENTERPRISE'
  const labelOf = (key: IssueDeed) => {
    // the centre enters what an agency has said on the phone
    if (!isForAgency && (key === 'take' || key === 'answer' || key === 'return')) return t(`issues.doFor.${key}`)
    // nobody calls an enterprise that says so by itself
    if (isOfEnterprise && key === 'callBack') return t(`issues.own.${issue.state === 'ANSWERED' ? 'say' : 'solved'}`)
    if (key === 'assign' && partsNow(issue).length > 0) return t('issues.reassign')
    return t(`issues.do.${key}`)
  }
  const told = (key: IssueDeed) =>
    say(isOfEnterprise && key === 'callBack' ? t('issues.own.said') : t(`issues.did.${key}`), {
      href: `/desk/issues/${issue.id}`,
    })
  const atOnce = async (key: IssueDeed, change: Promise<{ failure?: { message: string } | undefined }>) => {
    const { failure } = await change
    if (failure) say(failure.message || common('offline'), { isAlert: true })
    else told(key)
  }
  const forms: Partial<Record<IssueDeed, (props: LifeFormProps) => ReactNode>> = {
    assign: (props) => <AssignForm {...props} agencies={agencies} />,
    answer: (props) => <AnswerForm {...props} isForAgency={isForAgency} />,
    return: (props) => <ReturnForm {...props} isForAgency={isForAgency} agencies={agencies} />,
    callBack: (props) => <CallBackForm {...props} isOfEnterprise={isOfEnterprise} />,
    reopen: (props) => <ReopenForm {...props} />,
    extend: (props) => <ExtendForm {...props} />,
    park: (props) => <ParkForm {...props} />,
    note: (props) => <NoteForm {...props} mayHide={viewer.role !== 'ENTERPRISE'} />,
    edit: (props) => <EditForm {...props} />,
    split: (props) => <SplitForm {...props} />,
    merge: (props) => <MergeForm {...props} />,
    void: (props) => <VoidForm {...props} />,
  }
  const deeds = offered.map((key): Deed => {
    const common = { key, label: labelOf(key), isRare: rare.includes(key), isDanger: key === 'void' }
    const form = forms[key]
    if (form) {
      return {
        ...common,
        form: (close) =>
          form({
            issue,
            onCancel: close,
            onSaved: () => {
              close()
              told(key)
            },
          }),
      }
    }
    const act = key === 'take' ? () => take({ issueId: issue.id }) : () => resume({ issueId: issue.id })
    return { ...common, act: () => void atOnce(key, act()) }
  })
  const { proposedAgency } = issue
  if (!proposedAgency || !offered.includes('assign')) return deeds
  const proposal: Deed = {
    key: 'proposed',
    label: t('issues.assignTo', { agency: proposedAgency.name }),
    act: () => void atOnce('assign', assign({ issueId: issue.id, agencyId: proposedAgency.id })),
  }
  return [proposal, ...deeds]
}
