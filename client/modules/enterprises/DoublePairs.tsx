import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { numberText } from '#client/ui/numbers.ts'
import type { ComparedFragment, DoublesQuery } from '#codegen/graph/graphql.ts'
import { entryFacts, entryFactText } from './entry-facts.ts'
import { DoubleReasons } from './LikelyDoubles.tsx'
import { MergeForm } from './MergeForm.tsx'
import { useDismissal } from './useDismissal.ts'
import './doubles.css'

type Pair = DoublesQuery['doubles']['edges'][number]['node']

/** A fact of the two enterprises of a pair; `of` says it as text, by which the two are compared. */
type Fact = { key: string; label: string; of: (enterprise: ComparedFragment) => string }

/** Pairs of enterprises that are likely to be one: both sides side by side, with what differs marked. */
export function DoublePairs({ pairs }: { pairs: readonly Pair[] }) {
  return (
    <ul className="enterprise-pairs">
      {pairs.map((pair) => (
        <li key={`${pair.newer.id} ${pair.older.id}`} className="ui-card">
          <DoublePair pair={pair} />
        </li>
      ))}
    </ul>
  )
}

function DoublePair({ pair: { newer, older, reasons, dismissedAt } }: { pair: Pair }) {
  const { t } = useTranslation('desk')
  const facts = useFacts()
  const { dismiss, recall } = useDismissal()
  return (
    <>
      <header className="enterprise-pair-head">
        <DoubleReasons reasons={reasons} />
        {dismissedAt ? (
          <Button small onPress={() => void recall(newer, older)}>
            {t('doubles.recall')}
          </Button>
        ) : (
          <Button small onPress={() => void dismiss(newer, older)}>
            {t('doubles.dismiss')}
          </Button>
        )}
      </header>
      <table className="enterprise-pair" aria-label={newer.name}>
        <thead>
          <tr>
            <td />
            <Side of={older}>{t('doubles.older')}</Side>
            <Side of={newer}>{t('doubles.newer')}</Side>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ key, label, of }) => {
            const [before, after] = [of(older), of(newer)]
            const differs = before !== after
            return (
              <tr key={key} data-differs={differs || undefined}>
                <th scope="row">
                  {label}
                  {differs && <span className="ui-hidden">{t('doubles.differs')}</span>}
                </th>
                <td>{before || '—'}</td>
                <td>{after || '—'}</td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td>
              <Kept kept={older} double={newer} title={t('doubles.keepOlder')} />
            </td>
            <td>
              <Kept kept={newer} double={older} title={t('doubles.keepNewer')} />
            </td>
          </tr>
        </tfoot>
      </table>
    </>
  )
}

/** The button by which one of the two stays and the other is merged into it. */
function Kept({ kept, double, title }: { kept: ComparedFragment; double: ComparedFragment; title: string }) {
  const { t } = useTranslation('desk')
  return (
    <DialogButton small label={t('doubles.keep')} title={title}>
      {(close) => <MergeForm double={double} into={kept} onCancel={close} onMerged={close} />}
    </DialogButton>
  )
}

function Side({ of: { id, name }, children }: { of: ComparedFragment; children: ReactNode }) {
  return (
    <th scope="col">
      <small>{children}</small>
      <Link href={`/desk/enterprises/${id}`}>{name}</Link>
    </th>
  )
}

/** The facts by which people tell two enterprises apart. */
function useFacts(): Fact[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    { key: 'creditCode', label: t('enterprises.creditCode'), of: ({ creditCode }) => creditCode ?? '' },
    ...entryFacts.map((fact): Fact => {
      const of = (enterprise: ComparedFragment) => entryFactText(common, fact, enterprise)
      return { key: fact.name, label: common(`enterprise.${fact.name}`), of }
    }),
    {
      key: 'contacts',
      label: t('record.contacts'),
      of: ({ contacts }) =>
        contacts.map(({ kind, name, phone }) => `${common(`ContactKind.${kind}`)} ${name} ${phone}`.trim()).join('\n'),
    },
    { key: 'zone', label: t('enterprises.zone'), of: ({ zone }) => zone?.name ?? '' },
    { key: 'listed', label: t('enterprises.listed'), of: ({ position }) => String(position ?? '') },
    {
      key: 'resumption',
      label: t('enterprises.resumption'),
      of: ({ resumption }) => common(`Resumption.${resumption}`),
    },
    {
      key: 'progress',
      label: t('enterprises.progress'),
      of: ({ progress }) => common(`VisitProgress.${progress}`),
    },
    { key: 'openIssues', label: t('enterprises.openIssuesOnly'), of: ({ openIssues }) => numberText(openIssues) },
  ]
}
