import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { RecordPapersDocument } from './documents.ts'
import './enterprises.css'

type Papers = { enterprise: Pick<EnterpriseWholeFragment, 'id' | 'resumptionPapers'> }

/** The form for the papers of a resumption: on which day each was handed in. */
export function PapersForm({ enterprise, onSaved, onCancel }: Papers & { onSaved: () => void; onCancel: () => void }) {
  const { t: common } = useTranslation()
  const record = useChange(RecordPapersDocument)
  const submit = async (form: FormData) => {
    const papers = enums.ResumptionPaperKind.map((kind) => ({ kind, on: textOf(form, kind) }))
    const { failure } = await record({ enterpriseId: enterprise.id, papers })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`papers ${enterprise.id}`} onSubmit={submit} onCancel={onCancel}>
      {enums.ResumptionPaperKind.map((kind) => (
        <DateField
          key={kind}
          label={common(`ResumptionPaperKind.${kind}`)}
          name={kind}
          value={dayOf({ enterprise }, kind)}
          max={dateOf()}
        />
      ))}
    </ActionForm>
  )
}

const dayOf = ({ enterprise }: Papers, kind: string): string =>
  enterprise.resumptionPapers.find((paper) => paper.kind === kind)?.on ?? ''

/** The papers of a resumption, each with the day on which it was handed in, or that it is still to come. */
export function PaperList({ enterprise }: Papers) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <ul className="enterprise-contacts enterprise-papers">
      {enums.ResumptionPaperKind.map((kind) => (
        <li key={kind}>
          <span>{common(`ResumptionPaperKind.${kind}`)}</span>
          <small>{dayOf({ enterprise }, kind) || t('resumption.toCome')}</small>
        </li>
      ))}
    </ul>
  )
}
