import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { momentText } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { PaperFieldsFragment } from '#codegen/graph/graphql.ts'
import { VoidPaperDocument } from './documents.ts'
import { pathOf } from './path-of.ts'

type PaperDialogProps = {
  viewer: Viewer
  papers: readonly PaperFieldsFragment[]
  /** The id of the photo that is shown. */
  shown: string
  onShow: (id: string) => void
  onVoided: () => void
  /** The link of the photo may be over. */
  onBroken: () => void
  onClose: () => void
}

/** One photo whole, with who added it and when. The arrow keys go to the one before and the one after it. */
export function PaperDialog({ viewer, papers, shown, onShow, onVoided, onBroken, onClose }: PaperDialogProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [isVoiding, setVoiding] = useState(false)
  const index = papers.findIndex(({ id }) => id === shown)
  const paper = papers[index]
  const before = papers[index - 1]
  const after = papers[index + 1]
  useArrows({ before: before?.id, after: after?.id, isOff: isVoiding, onShow })
  // somebody else may have voided it meanwhile
  useEffect(() => {
    if (!paper) onClose()
  }, [paper, onClose])
  if (!paper) return null
  const mayVoid = viewer.role === 'COMMAND' || paper.addedBy.id === viewer.id
  const voided = () => {
    onClose()
    onVoided()
    say(t('papers.voided'))
  }
  return (
    <Dialog title={paper.name || t('papers.title')} onClose={onClose} wide>
      <figure className="papers-whole">
        <img src={pathOf(paper.url)} alt={paper.name} width={paper.width} height={paper.height} onError={onBroken} />
        <figcaption>
          <span>
            {t('papers.by', { name: paper.addedBy.displayName, at: momentText(paper.addedAt) })}
            <small>{t('papers.place', { number: index + 1, count: papers.length })}</small>
          </span>
          {papers.length > 1 && (
            <span className="papers-turn">
              <Button isDisabled={!before} onPress={() => before && onShow(before.id)} aria-label={t('papers.before')}>
                ‹
              </Button>
              <Button isDisabled={!after} onPress={() => after && onShow(after.id)} aria-label={t('papers.after')}>
                ›
              </Button>
            </span>
          )}
          {mayVoid && !isVoiding && (
            <Button tone="plain" onPress={() => setVoiding(true)}>
              {t('papers.void')}
            </Button>
          )}
        </figcaption>
      </figure>
      {mayVoid && isVoiding && <VoidForm paperId={paper.id} onVoided={voided} onCancel={() => setVoiding(false)} />}
    </Dialog>
  )
}

type VoidFormProps = { paperId: string; onVoided: () => void; onCancel: () => void }

function VoidForm({ paperId, onVoided, onCancel }: VoidFormProps) {
  const { t } = useTranslation('desk')
  const voidPaper = useChange(VoidPaperDocument)
  const submit = async (form: FormData) => {
    const { failure } = await voidPaper({ paperId, reason: neededText(form, 'reason') })
    if (failure) return failure
    onVoided()
    return null
  }
  return (
    <ActionForm submit={t('papers.void')} onSubmit={submit} onCancel={onCancel} danger>
      <TextField label={t('reason')} name="reason" hint={t('papers.voidHint')} required maxLength={200} />
    </ActionForm>
  )
}

type Arrows = { before: string | undefined; after: string | undefined; isOff: boolean; onShow: (id: string) => void }

function useArrows({ before, after, isOff, onShow }: Arrows): void {
  useEffect(() => {
    if (isOff) return
    const press = ({ key }: KeyboardEvent) => {
      const next = key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined
      if (next) onShow(next)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [before, after, isOff, onShow])
}
