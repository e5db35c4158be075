import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettled } from '#client/ui/useSettled.ts'
import type { FieldLikeIssuesQuery, IssueCategory } from '#codegen/graph/graphql.ts'
import { useScreen } from './screen-context.ts'

type LikeIssue = FieldLikeIssuesQuery['likeIssues'][number]

type LikeIssuesProps = {
  enterpriseId: string
  category: IssueCategory | ''
  title: string
  onAdd: (issue: LikeIssue) => void
}

/** The issues that are most like the one that is being typed, to add to them instead. Without a signal there are none. */
export function LikeIssues({ enterpriseId, category, title, onAdd }: LikeIssuesProps) {
  const { t } = useTranslation(['field', 'common'])
  const { phone } = useScreen()
  const settled = useSettled(title.trim())
  const [found, setFound] = useState<readonly LikeIssue[]>([])
  useEffect(() => {
    let isOver = false
    setFound([])
    if (!category || !settled || !navigator.onLine) return
    void phone.centre.likeIssues(enterpriseId, category, settled).then((issues) => {
      if (!isOver && issues) setFound(issues)
    })
    return () => {
      isOver = true
    }
  }, [phone, enterpriseId, category, settled])
  return (
    <div aria-live="polite">
      {found.length > 0 && title.trim() !== '' && (
        <>
          <p>{t('likeIssues')}</p>
          <ul className="field-notes">
            {found.map((issue) => (
              <li key={issue.id}>
                <p>
                  <strong>{t(`common:IssueState.${issue.state}`)}</strong> {issue.no} {issue.title}
                  {issue.enterprise.id !== enterpriseId && ` · ${issue.enterprise.name}`}
                </p>
                {issue.enterprise.id === enterpriseId && issue.status === 'OPEN' && (
                  <button type="button" className="field-button" onClick={() => onAdd(issue)}>
                    {t('addToIssue')}
                    <span className="field-hidden"> {issue.no}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
