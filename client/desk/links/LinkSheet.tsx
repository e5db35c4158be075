import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { lastDayOf } from '#client/ui/dates.ts'
import { QrCode } from '#client/ui/QrCode.tsx'
import { Secret } from '#client/ui/Secret.tsx'
import type { CreateLinksMutation } from '#codegen/graph/graphql.ts'
import './link-sheet.css'

type CreatedLink = CreateLinksMutation['createLinks']['links'][number]
type Link = Pick<CreatedLink, 'id' | 'purpose' | 'expiresAt'> & {
  account: Pick<CreatedLink['account'], 'displayName' | 'username'>
}

/** A link that was just made, and its address. */
export type Made = { link: Link; address: string }

/** The links that were just made, one card each, to be copied or printed. Their addresses are shown this once. */
export function LinkSheet({ union, made }: { union: string; made: readonly Made[] }) {
  const { t } = useTranslation('desk')
  return (
    <>
      <div className="link-sheet-tools">
        <p className="ui-note">{t('links.once', { count: made.length })}</p>
        <Button tone="main" onPress={() => print()}>
          {t('links.print')}
        </Button>
      </div>
      {made.some(({ address }) => isLocal(address)) && (
        <p className="link-sheet-warning" role="status">
          {t('links.local')}
        </p>
      )}
      {made.length === 1 && <Secret label={t('links.address')} value={made[0]!.address} />}
      <ol className="link-sheet">
        {made.map(({ address, link }) => (
          <Card key={link.id} union={union} address={address} link={link} />
        ))}
      </ol>
    </>
  )
}

/** Whether an address works on this computer alone. */
const isLocal = (address: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)

function Card({ union, address, link }: { union: string; address: string; link: Link }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { displayName, username } = link.account
  const { purpose } = link
  return (
    <li className="link-card">
      <QrCode text={address} label={t('links.qrOf', { name: displayName })} />
      <div>
        <small>{union}</small>
        <strong>{displayName}</strong>
        {purpose !== 'ISSUE' && <span>{t(`links.how.${purpose}`)}</span>}
        {purpose === 'SET_PASSWORD' && (
          <span>
            {common('links.username')} {username}
          </span>
        )}
        <span>{t('links.until', { at: lastDayOf(link.expiresAt) })}</span>
        <code>{address}</code>
      </div>
    </li>
  )
}
