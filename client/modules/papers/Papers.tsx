import { useCallback, useEffect, useRef, useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import type { PaperFieldsFragment } from '#codegen/graph/graphql.ts'
import { PapersDocument } from './documents.ts'
import { PaperDialog } from './PaperDialog.tsx'
import { PaperStrip } from './PaperStrip.tsx'
import { chosenKinds } from './smaller.ts'
import { Uploads } from './Uploads.tsx'
import { useRenewal } from './useRenewal.ts'
import { type Holder, useUploads } from './useUploads.ts'
import './papers.css'

type PapersProps = {
  viewer: Viewer
  /** The global id of the issue or of the visit. */
  of: string
  holder: Holder
  /** The viewer's role adds photos. */
  mayAdd: boolean
}

const noPapers: readonly PaperFieldsFragment[] = []

/** The photos of an issue or of a visit: small ones in a row, each opens whole; and ways to add some. */
export function Papers({ viewer, of, holder, mayAdd }: PapersProps) {
  const { t } = useTranslation('desk')
  const [{ data }, ask] = useQuery({ query: PapersDocument, variables: { id: of } })
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask])
  const node = data?.node
  const papers = node && 'papers' in node ? node.papers : noPapers
  const [shown, setShown] = useState<string | null>(null)
  const uploads = useUploads(holder, again)
  usePastedFiles(mayAdd && shown === null, uploads.add)
  const renew = useRenewal(again)
  const strip = (
    <>
      <PaperStrip papers={papers} onShow={setShown} onBroken={renew} />
      {data && papers.length === 0 && <p className="papers-none">{t('papers.none')}</p>}
    </>
  )
  return (
    <>
      {mayAdd ? (
        <DropZone
          className="papers-drop"
          aria-label={t('papers.drop')}
          getDropOperation={() => 'copy'}
          onDrop={({ items }) =>
            void Promise.all(items.flatMap((item) => (item.kind === 'file' ? item.getFile() : []))).then(uploads.add)
          }
        >
          {strip}
          <div className="papers-add">
            <FileTrigger
              allowsMultiple
              acceptedFileTypes={chosenKinds}
              onSelect={(files) => uploads.add([...(files ?? [])])}
            >
              <Button small>{t('papers.add')}</Button>
            </FileTrigger>
            <small>{t('papers.ways')}</small>
          </div>
          <Uploads {...uploads} />
        </DropZone>
      ) : (
        strip
      )}
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
    </>
  )
}

/** Adds the pictures that are pasted while nothing is typed. */
function usePastedFiles(isOn: boolean, add: (files: readonly File[]) => void): void {
  const latest = useRef(add)
  latest.current = add
  useEffect(() => {
    if (!isOn) return
    const paste = (event: ClipboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]')
      const files = [...(event.clipboardData?.files ?? [])]
      if (event.defaultPrevented || isTyping || files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [isOn])
}
