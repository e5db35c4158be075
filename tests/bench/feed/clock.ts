/** Milliseconds of the machine's clock, the same in all its processes, finer than `Date.now`. */
export const clock = (): number => performance.timeOrigin + performance.now()
