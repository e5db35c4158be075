import { useCallback, useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import type { PaperFieldsFragment } from '#codegen/graph/graphql.ts'
import { EntryPapersDocument } from './documents.ts'
import { PaperDialog } from './PaperDialog.tsx'
import { PaperStrip } from './PaperStrip.tsx'
import { chosenKinds } from './smaller.ts'
import { Uploads } from './Uploads.tsx'
import { useRenewal } from './useRenewal.ts'
import { useUploads } from './useUploads.ts'
import './papers.css'

/** The photos of what was written about an issue, by the words to which they belong, the oldest first. */
export function useEntryPapers(issueId: string) {
  const [{ data }, ask] = useQuery({ query: EntryPapersDocument, variables: { id: issueId } })
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask])
  const node = data?.node
  const papers = node && 'entryPapers' in node ? node.entryPapers.toReversed() : []
  return { papersOf: (entryId: string) => papers.filter(({ entry }) => entry?.id === entryId), again }
}

type EntryPapersProps = {
  viewer: Viewer
  entryId: string
  papers: readonly PaperFieldsFragment[]
  again: () => void
  /** The viewer adds photos to these words. */
  mayAdd: boolean
}

/** The photos that belong to what somebody wrote, and a way to add some. */
export function EntryPapers({ viewer, entryId, papers, again, mayAdd }: EntryPapersProps) {
  const { t } = useTranslation('desk')
  const [shown, setShown] = useState<string | null>(null)
  const uploads = useUploads({ entryId }, again)
  const renew = useRenewal(again)
  if (!mayAdd && papers.length === 0) return null
  return (
    <div className="papers-of-words">
      <PaperStrip papers={papers} onShow={setShown} onBroken={renew} />
      {mayAdd && (
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={chosenKinds}
          onSelect={(files) => uploads.add([...(files ?? [])])}
        >
          <Button small tone="plain">
            {t('papers.add')}
          </Button>
        </FileTrigger>
      )}
      <Uploads {...uploads} />
      {shown && (
        <PaperDialog
          viewer={viewer}
          papers={papers}
          shown={shown}
          onShow={setShown}
          onVoided={again}
          onBroken={renew}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  )
}
