import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CreateLinksMutation } from '#codegen/graph/graphql.ts'

type Accounts = CreateLinksMutation['createLinks']['disabled']

/** The accounts that got no link: those that are disabled, and those of whatever is retired. */
export type LeftOut = { disabled: Accounts; retired: Accounts }

/** Names the accounts that got no link, by why; each is a link to its page. Nothing where all got one. */
export function LeftOutAccounts({ disabled, retired }: LeftOut) {
  const { t } = useTranslation('desk')
  return (
    <>
      <Group title={t('links.leftOut.disabled')} accounts={disabled} />
      <Group title={t('links.leftOut.retired')} accounts={retired} />
    </>
  )
}

function Group({ title, accounts }: { title: string; accounts: Accounts }) {
  if (accounts.length === 0) return null
  return (
    <section className="ui-card link-left-out">
      <h2>{title}</h2>
      <ul>
        {accounts.map(({ id, displayName, username }) => (
          <li key={id}>
            <Link href={`/desk/accounts/${id}`}>{displayName}</Link> <small>{username}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
