import { useTranslation } from 'react-i18next'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import { dateOf } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { entryFacts, entryFactText } from './entry-facts.ts'
import { progressTone, resumptionTone } from './tones.ts'
import './enterprises.css'

type Whole = { enterprise: EnterpriseWholeFragment }

/** How far an enterprise has resumed and was visited, as marks. */
export function EnterpriseMarks({ enterprise }: Whole) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { resumption, resumptionOn, progress, position, zone } = enterprise
  return (
    <>
      <span>
        <Tag tone={resumptionTone[resumption]}>{common(`Resumption.${resumption}`)}</Tag> {resumptionOn}
      </span>
      <Tag tone={progressTone[progress]}>{common(`VisitProgress.${progress}`)}</Tag>
      {position && <span>{t('enterprises.position', { position })}</span>}
      {zone && <span>{zone.name}</span>}
    </>
  )
}

/** What the register holds of an enterprise. */
export function EnterpriseFacts({ enterprise }: Whole) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <Facts
      facts={[
        [t('enterprises.creditCode'), enterprise.creditCode || t('enterprises.noCreditCode')],
        ...entryFacts.map((fact): [string, string] => [
          common(`enterprise.${fact.name}`),
          entryFactText(common, fact, enterprise),
        ]),
      ]}
    />
  )
}

/** Whom to call at an enterprise. */
export function Contacts({ enterprise }: Whole) {
  const { t } = useTranslation()
  return (
    <ul className="enterprise-contacts">
      {enterprise.contacts.map(({ id, kind, name, phone }) => (
        <li key={id}>
          <small>{t(`ContactKind.${kind}`)}</small>
          <span>{name}</span>
          <PhoneNumber of={id} masked={phone} />
        </li>
      ))}
    </ul>
  )
}

/** The last three changes in how far an enterprise has resumed work, each with its basis. */
export function ResumptionChanges({ enterprise }: Whole) {
  const { t: common } = useTranslation()
  const { t } = useTranslation('desk')
  return (
    <ul className="enterprise-contacts">
      {newest(enterprise.resumptionChanges.edges).map(({ node }) => (
        <li key={node.id}>
          <small>{node.on ?? dateOf(node.at)}</small>
          <Tag tone={node.neverHappened ? 'quiet' : resumptionTone[node.to]}>{common(`Resumption.${node.to}`)}</Tag>
          <span>
            {node.neverHappened && <b>{t('resumption.never')} </b>}
            {node.basis} · {common(`ResumptionSource.${node.source}`)}
            {node.corrections.map(({ id, on, to, reason }) => (
              <small key={id} className="enterprise-correction">
                {t('resumption.was', { on, state: common(`Resumption.${to}`), reason })}
              </small>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

const newest = <C,>(changes: readonly C[]): C[] => changes.slice(-3).toReversed()
