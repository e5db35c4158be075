type SparklineProps = { values: number[]; label: string; className?: string }

const width = 120
const height = 30
const edge = 3

/** A small chart of a trend: a line through its values, with a dot at the last one. */
export function Sparkline({ values, label, className }: SparklineProps) {
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const x = (index: number) => edge + (index * (width - 2 * edge)) / Math.max(1, values.length - 1)
  const y = (value: number) => height - edge - ((value - low) / span) * (height - 2 * edge)
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
  const [lastX, lastY] = points.at(-1)?.split(',') ?? []
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
      {lastX && <circle cx={lastX} cy={lastY} r="2.6" fill="currentColor" />}
    </svg>
  )
}
