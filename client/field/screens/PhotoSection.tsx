import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { useObservable } from '#client/field/store/observable-value.ts'
import { madeSmaller } from '#client/modules/papers/smaller.ts'
import { PlaceMark } from './PlaceMark.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { SmallPhoto } from './SmallPhoto.tsx'
import { useScreen } from './screen-context.ts'
import { useAdd } from './useAdd.ts'

/** The photos of a stop: those on the phone, each with where it is, how many are at the centre, and ways to add some. */
export function PhotoSection({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { add, problem } = useAdd()
  const [isPreparing, setPreparing] = useState(false)
  const { id, enterprise, paperCount } = stop.visit
  const addAll = async (files: readonly File[]) => {
    setPreparing(true)
    for (const file of files) {
      const input = { visitId: id, file: await madeSmaller(file), name: file.name }
      await add({ mutation: 'addPaper', input, visit: id, title: enterprise.name })
    }
    setPreparing(false)
  }
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    // the same photo may be chosen again
    target.value = ''
    void addAll(files)
  }
  return (
    <Section title={t('photos.title')}>
      {paperCount > 0 && <p className="field-hint">{t('photos.atCentre', { count: paperCount })}</p>}
      {stop.photos.length > 0 && (
        <>
          <ul className="field-photos">
            {stop.photos.map(({ key, file, place }, index) => (
              <li key={key}>
                <SmallPhoto file={file} label={t('photos.of', { number: index + 1 })} />
                <PlaceMark place={place} />
                {place === 'phone' && <RemoveButton clientId={key} />}
              </li>
            ))}
          </ul>
          <p className="field-hint">{t('photos.waits')}</p>
        </>
      )}
      {problem && <Problem>{problem}</Problem>}
      {isPreparing && (
        <p className="field-hint" role="status">
          {t('photos.preparing')}
        </p>
      )}
      <div className="field-actions">
        <label className="field-button field-choose">
          {t('photos.take')}
          <input type="file" accept="image/*" capture="environment" onChange={choose} />
        </label>
        <label className="field-button field-choose">
          {t('photos.choose')}
          <input type="file" accept="image/*" multiple onChange={choose} />
        </label>
      </div>
    </Section>
  )
}

/** Takes a photo back that is not on its way yet. */
function RemoveButton({ clientId }: { clientId: string }) {
  const { t } = useTranslation('field')
  const { phone } = useScreen()
  const { entries } = useObservable(phone.outbox.state)
  const entry = entries.find((each) => each.clientId === clientId)
  return (
    <button type="button" className="field-button" onClick={() => entry && void phone.outbox.discard(entry)}>
      {t('photos.remove')}
    </button>
  )
}
