import './meter.css'

/** A part of a bar. Its tone is that of the wall: done, on the way, under way, or a gap. */
export type MeterPart = { tone: 'done' | 'on-the-way' | 'under-way' | 'alert' | 'gap'; amount: number }

/** A bar of parts of a whole, beside the words that say the same. */
export function Meter({ parts, whole }: { parts: readonly MeterPart[]; whole: number }) {
  const share = (amount: number) => `${(100 * Math.max(0, amount)) / Math.max(1, whole)}%`
  return (
    <span className="ui-meter" aria-hidden="true">
      {parts.map(({ tone, amount }) => (
        <i key={tone} className={`ui-meter-${tone}`} style={{ width: share(amount) }} />
      ))}
    </span>
  )
}
