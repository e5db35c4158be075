import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { momentText } from '#client/ui/dates.ts'
import type { PaperFieldsFragment } from '#codegen/graph/graphql.ts'
import { pathOf } from './path-of.ts'

type PaperStripProps = {
  papers: readonly PaperFieldsFragment[]
  onShow: (id: string) => void
  /** The link of a photo may be over. */
  onBroken: () => void
}

/** Small photos in a row, each of which opens whole. */
export function PaperStrip({ papers, onShow, onBroken }: PaperStripProps) {
  const { t } = useTranslation('desk')
  if (papers.length === 0) return null
  return (
    <ul className="papers-strip">
      {papers.map((paper) => (
        <li key={paper.id}>
          <Button tone="plain" onPress={() => onShow(paper.id)} aria-label={t('papers.open', labelsOf(paper))}>
            <img src={pathOf(paper.smallUrl)} alt="" onError={onBroken} loading="lazy" />
          </Button>
          <span>{paper.name}</span>
          <time dateTime={paper.addedAt}>{momentText(paper.addedAt).slice(5)}</time>
        </li>
      ))}
    </ul>
  )
}

const labelsOf = ({ name, addedAt }: PaperFieldsFragment) => ({ name, at: momentText(addedAt).slice(5) })
