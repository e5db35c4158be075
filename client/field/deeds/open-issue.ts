import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { IssueCategory, IssueKind, Severity } from '#codegen/graph/graphql.ts'
import { deedWithForm } from './deed.ts'

/** An issue as it is being typed. */
export type IssueDraft = {
  kind?: IssueKind
  category: IssueCategory | ''
  severity?: Severity
  /** Whether it endangers people now. */
  isEmergency: boolean
  title: string
  evidence: string
  saidBy: string
  /** The agency that is proposed; empty where none is. */
  agencyId: string
}

const blank: IssueDraft = { category: '', isEmergency: false, title: '', evidence: '', saidBy: '', agencyId: '' }

/** An issue that a visit brought to light. What follows on the visit does not rest on it. */
export const openIssue = deedWithForm({
  document: graphql(`
    mutation FieldOpenIssue($input: OpenIssueInput!) {
      openIssue(input: $input) { clientId issue { ...FieldIssue } }
    }
  `),
  label: (t) => t('mutation.openIssue'),
  change: (stop, { input: { kind, title }, clientId }, place) => ({
    issues: [...stop.issues, { key: clientId, kind, title, place }],
  }),
  typedText: ({ title, evidence, saidBy }) => [title, evidence, saidBy],
  independent: true,
  form: {
    name: () => 'issue',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ kind, category, severity, isEmergency, title, evidence, saidBy, agencyId }): IssueDraft => ({
      kind,
      category,
      severity,
      isEmergency: isEmergency ?? false,
      title,
      evidence: evidence ?? '',
      saidBy: saidBy ?? '',
      agencyId: agencyId ?? '',
    }),
    isOpen: () => true,
  },
})
