/** Whether a ratio is what was aimed at, in words. */
export const goal = (ratio: number, most: number, of: string): string =>
  `goal ${most.toFixed(2)} × ${of} ${ratio <= most ? 'reached' : `missed (${ratio.toFixed(2)})`}`

/** Whether a figure is below what was aimed at, in words. */
export const under = (value: number, most: number, unit: string): string =>
  `goal ${most} ${unit} ${value < most ? 'reached' : 'missed'}`

/** That subscribers were sent away by a busy server and came again, where it happened. */
export const sentAway = (times: number): string =>
  times ? `; ${times.toLocaleString('en')} times sent away by a busy server` : ''
