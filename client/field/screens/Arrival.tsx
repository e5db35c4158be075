import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type StopOnPhone, stopInTheWay } from '#client/field/stop-on-phone.ts'
import { draftKey } from '#client/field/store/drafts.ts'
import { useObservable } from '#client/field/store/observable-value.ts'
import { MemberChoices } from './MemberChoices.tsx'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'
import { useAdd } from './useAdd.ts'
import { useForm } from './useForm.ts'

type Props = {
  stop: StopOnPhone
  address: (stop: string | null) => string
  /** Other stops at which the squad has arrived and which it has not finished. */
  unfinished: readonly StopOnPhone[]
}

/** The arrival at a stop, with who of the squad is there: as on the last visit, where nobody chooses others. */
export function Arrival({ stop, address, unfinished }: Props) {
  const { t } = useTranslation('field')
  const { members } = useScreen()
  const { draft, change, problem, submit } = useForm(stop, 'arriveVisit', 'arrive')
  const [usual, setUsual] = useUsualMembers()
  const there = (draft.memberIds ?? usual).filter((id) => members.some((member) => member.id === id))
  const inTheWay = stopInTheWay(unfinished, there)
  const arrive = () => {
    if (draft.memberIds) setUsual(there)
    // without the list of members nobody can choose: then the centre goes by the account
    void submit({ visitId: stop.visit.id, ...(members.length > 0 && { memberIds: there }) })
  }
  return (
    <section className="field-arrival">
      {members.length > 0 && (
        <MemberChoices legend={t('there')} chosen={there} onChange={(memberIds) => change({ memberIds })} />
      )}
      {problem && <Problem>{problem}</Problem>}
      {inTheWay ? (
        <p className="field-notice">
          {t('elsewhere', { name: inTheWay.visit.enterprise.name })}{' '}
          <Link href={address(inTheWay.visit.id)}>{t('goThere')}</Link>
        </p>
      ) : (
        <button type="button" className="field-button field-main field-arrive" onClick={arrive}>
          {t('arrive')}
        </button>
      )}
    </section>
  )
}

/** Who was there on the last visit of this phone; before the first one the member whose own account it is. */
function useUsualMembers(): [readonly string[], (ids: readonly string[]) => void] {
  const { phone, account, squad } = useScreen()
  const key = draftKey(account.id, squad, 'there')
  const stored = useObservable(phone.drafts.values).get(key)
  const own = account.member ? [account.member] : []
  const usual = Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : own
  return [usual, (ids) => phone.drafts.set(key, ids)]
}

/** Who of the squad is at a stop, or was, and a way to put it right. */
export function There({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { members } = useScreen()
  const { add, problem } = useAdd()
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const { id, enterprise, members: named } = stop.visit
  const nameOf = (memberId: string) => [...named, ...members].find((member) => member.id === memberId)?.name ?? []
  const names = stop.memberIds.flatMap(nameOf).join(t('listComma'))
  if (members.length === 0) return names ? <p>{t('whoIsThere', { names })}</p> : null
  const save = async () => {
    const memberIds = chosen ?? stop.memberIds
    await add({
      mutation: 'setVisitMembers',
      input: { visitId: id, memberIds: [...memberIds] },
      visit: id,
      title: enterprise.name,
    })
    setChosen(null)
  }
  return (
    <details className="field-section">
      <summary>{names ? t('whoIsThere', { names }) : t('nobodyNamed')}</summary>
      <MemberChoices legend={t('there')} chosen={chosen ?? stop.memberIds} onChange={setChosen} />
      {problem && <Problem>{problem}</Problem>}
      {chosen && (
        <button type="button" className="field-button" onClick={() => void save()}>
          {t('saveThere')}
        </button>
      )}
    </details>
  )
}
