/**
 * The milliseconds to wait before something that failed is tried again. `failures` counts the failures in a row before
 * this try, from 0. The longest possible wait doubles with each of them, from 0.4 s up to `most` (10 s unless given);
 * the actual wait is random between 0.1 s and that, so that after a restart not all pages come back at the same moment.
 */
export const retryPause = (failures: number, most = 10_000): number =>
  100 + Math.random() * (Math.min(most, 400 * 2 ** failures) - 100)
