import { type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FormContext } from '#client/ui/form/form-context.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { type LikelyDouble, useLikelyDoubles } from './useLikelyDoubles.ts'
import './doubles.css'

/** The shortest name that an enterprise can have. */
const shortestName = 2

/** The enterprises that the one which is typed into the form around it is likely to be. They keep nobody from saving it. */
export function DoublesOfTyped({ enterprise }: { enterprise: EnterpriseWholeFragment | undefined }) {
  const { t } = useTranslation('desk')
  const { typed } = use(FormContext)
  const textOf = (name: string, recorded: string | null | undefined) =>
    String((name in typed ? typed[name] : recorded) ?? '').trim()
  const name = textOf('name', enterprise?.name)
  const phoneOf = (kind: (typeof enums.ContactKind)[number]) =>
    textOf(`${kind}.phone`, enterprise?.contacts.find((contact) => contact.kind === kind)?.phone)
  const doubles = useLikelyDoubles(
    [...name].length < shortestName
      ? null
      : {
          name,
          creditCode: textOf('creditCode', enterprise?.creditCode),
          address: textOf('address', enterprise?.address),
          phones: enums.ContactKind.map(phoneOf).filter(Boolean),
          enterpriseId: enterprise?.id ?? null,
        },
  )
  return (
    <div className="enterprise-doubles" aria-live="polite">
      {doubles.length > 0 && (
        <>
          <p>{t('doubles.typed')}</p>
          <DoubleLines doubles={doubles} />
        </>
      )}
    </div>
  )
}

type LinesProps = {
  doubles: readonly LikelyDouble[]
  /** What can be done with each. */
  deeds?: (double: LikelyDouble['enterprise']) => ReactNode
}

/** Enterprises that another one is likely to be, each with what tells it apart and a link to its record in a new tab. */
export function DoubleLines({ doubles, deeds }: LinesProps) {
  const { t } = useTranslation('desk')
  return (
    <ul className="enterprise-double-lines">
      {doubles.map(({ enterprise, enterprise: { id, name, address, creditCode }, reasons }) => (
        <li key={id}>
          <Link href={`/desk/enterprises/${id}`} target="_blank">
            {name} <span aria-hidden="true">↗</span>
            <span className="ui-hidden">{t('doubles.newTab')}</span>
          </Link>
          <DoubleReasons reasons={reasons} />
          {deeds?.(enterprise)}
          <small>
            {address || t('doubles.noAddress')} · {creditCode || t('doubles.noCode')}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** Why two enterprises are likely to be one. */
export function DoubleReasons({ reasons }: { reasons: LikelyDouble['reasons'] }) {
  const { t } = useTranslation()
  return (
    <span className="enterprise-double-reasons">
      {reasons.map((reason) => (
        <Tag key={reason} tone="on-the-way">
          {t(`DoubleReason.${reason}`)}
        </Tag>
      ))}
    </span>
  )
}
