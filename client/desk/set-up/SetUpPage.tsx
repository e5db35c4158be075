import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { LinkButton } from '#client/ui/Button.tsx'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { SetUpQuery } from '#codegen/graph/graphql.ts'
import { SetUpDocument } from './documents.ts'
import { knownResumptions, parts, type SetUpPart } from './parts.ts'
import './set-up.css'

/** The page on which a union is set up: every part of it, what it is for, how many there are, and what is missing. */
export function SetUpPage() {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({
    query: SetUpDocument,
    variables: { resumed: { resumption: knownResumptions } },
    requestPolicy: 'cache-and-network',
  })
  return (
    <Page title={t('nav.set-up')} note={t('setUp.lead')}>
      <QueryResult result={result} retry={again}>
        {(facts) => (
          <>
            <p className="set-up-progress">
              {t('setUp.progress', {
                done: parts.filter((part) => part.lacks(facts).length === 0).length,
                all: parts.length,
              })}
            </p>
            <ul className="set-up">
              {parts.map((part) => (
                <Part key={part.key} part={part} facts={facts} />
              ))}
            </ul>
          </>
        )}
      </QueryResult>
    </Page>
  )
}

function Part({ part: { key, href, importHref, count, lacks }, facts }: { part: SetUpPart; facts: SetUpQuery }) {
  const { t } = useTranslation('desk')
  const missing = lacks(facts)
  const many = count(facts)
  return (
    <li className="ui-card set-up-part">
      <div className="set-up-words">
        <h2>
          {href ? <Link href={href}>{t(`setUp.parts.${key}`)}</Link> : t(`setUp.parts.${key}`)}
          <span className="set-up-count">{many && countText(many)}</span>
        </h2>
        <p>{t(`setUp.about.${key}`)}</p>
        {missing.map((lack) => (
          <p key={lack.key} className="set-up-lack">
            {t(`setUp.lacks.${lack.key}`, { count: lack.count })}
          </p>
        ))}
      </div>
      <Tag tone={missing.length > 0 ? 'under-way' : 'done'}>{t(missing.length > 0 ? 'setUp.todo' : 'setUp.ready')}</Tag>
      <div className="ui-actions">
        {importHref && (
          <LinkButton href={importHref} small>
            {t('setUp.import')}
          </LinkButton>
        )}
        {href && (
          <LinkButton href={href} small>
            {t('setUp.open')}
          </LinkButton>
        )}
      </div>
    </li>
  )
}
