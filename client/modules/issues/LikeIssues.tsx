import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { Button } from '#client/ui/Button.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import type { Option } from '#client/ui/form/SelectField.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useSettled } from '#client/ui/useSettled.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory } from '#codegen/graph/graphql.ts'
import { LikeIssuesDocument } from './documents.ts'
import { stateTone } from './tones.ts'
import './like-issues.css'

type LikeIssuesProps = {
  /** The enterprise where it is fixed; else it is the one that the form’s field has. */
  enterpriseId: string | undefined
  /** Sends the form as a note about this issue. */
  onAdd: (form: HTMLFormElement, issueId: string) => void
}

/** The two issues that are most like the one that is typed into the form around it, to add to them instead. */
export function LikeIssues({ enterpriseId, onAdd }: LikeIssuesProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [chosen] = useFormValue<Option | null>('enterpriseId', null)
  const [category] = useFormValue<IssueCategory>('category', enums.IssueCategory[0])
  const [typed] = useFormValue('title', '')
  const title = useSettled(typed.trim())
  const enterprise = enterpriseId ?? chosen?.value ?? ''
  const isAsked = enterprise !== '' && title !== '' && typed.trim() !== ''
  const variables = { enterpriseId: enterprise, category, title }
  const [{ data }] = useQuery({
    query: LikeIssuesDocument,
    variables,
    pause: !isAsked,
    requestPolicy: 'cache-and-network',
  })
  const found = (isAsked && data?.likeIssues) || []
  return (
    <div className="issues-like" aria-live="polite">
      {found.length > 0 && (
        <>
          <p>{t('issues.like')}</p>
          <ul>
            {found.map((issue) => (
              <li key={issue.id}>
                <Tag tone={stateTone[issue.state]}>{common(`IssueState.${issue.state}`)}</Tag>
                <Link href={`/desk/issues/${issue.id}`}>
                  {issue.no} {issue.title}
                </Link>
                {issue.enterprise.id !== enterprise && <small>{issue.enterprise.name}</small>}
                {issue.enterprise.id === enterprise && issue.status === 'OPEN' && (
                  <Button
                    small
                    aria-label={t('issues.addToNumber', { no: issue.no })}
                    onPress={({ target }) => onAdd(target.closest('form')!, issue.id)}
                  >
                    {t('issues.addTo')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
