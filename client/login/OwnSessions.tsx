import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { momentText } from '#client/ui/dates.ts'
import { EndOwnSessionsDocument, OwnSessionsDocument } from './own-documents.ts'

/** Where somebody is signed in to the account now; each but this one can be ended. */
export function OwnSessions() {
  const { t } = useTranslation()
  const [{ data }, again] = useQuery({ query: OwnSessionsDocument })
  const endSessions = useChange(EndOwnSessionsDocument)
  const [refusal, setRefusal] = useState('')
  const sessions = data?.viewer?.sessions ?? []
  const others = sessions.filter(({ isCurrent }) => !isCurrent)
  const end = async (sessionIds: string[]) => {
    const { failure } = await endSessions({ sessionIds })
    setRefusal(failure ? failure.message || t('offline') : '')
    again({ requestPolicy: 'network-only' })
  }
  return (
    <section className="login-sessions">
      <h3>{t('own.sessions')}</h3>
      <ul>
        {sessions.map(({ id, kind, device, address, createdAt, usedAt, isCurrent }) => (
          <li key={id}>
            <span>
              {device ? t(`DeviceKind.${device}`) : t('own.unknown')} · {t(`SessionKind.${kind}`)}
              <small>
                {t('own.since', { at: momentText(createdAt), address: address || t('own.unknown') })}
                <br />
                {isCurrent ? t('own.here') : t('own.used', { at: momentText(usedAt) })}
              </small>
            </span>
            {!isCurrent && (
              <Button small onPress={() => void end([id])}>
                {t('own.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button onPress={() => void end(others.map(({ id }) => id))}>
          {t('own.endAll', { count: others.length })}
        </Button>
      )}
      {data && others.length === 0 && <p className="ui-note">{t('own.nowhere')}</p>}
      {refusal && <p role="alert">{refusal}</p>}
    </section>
  )
}
