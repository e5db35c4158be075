import { useEffect, useRef, useSyncExternalStore } from 'react'

const key = 'sound'
const listeners = new Set<() => void>()

/** Whether somebody has switched the sound on in this browser. A browser that keeps nothing is silent. */
function isOn(): boolean {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false
  }
}

function setOn(on: boolean): void {
  try {
    localStorage.setItem(key, on ? 'on' : 'off')
  } catch {
    // the choice is not kept
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Plays two short notes. */
function play(context: AudioContext): void {
  for (const [index, frequency] of [660, 880].entries()) {
    const note = context.createOscillator()
    const volume = context.createGain()
    const at = context.currentTime + index * 0.18
    note.frequency.value = frequency
    volume.gain.setValueAtTime(0.15, at)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.16)
    note.connect(volume).connect(context.destination)
    note.start(at)
    note.stop(at + 0.17)
  }
}

/**
 * The sound of a screen: it is off until somebody switches it on, and stays as chosen when the page is loaded again. Browsers
 * allow sound only after a click or a key, so that after a reload it waits for the first of them unless the browser trusts the
 * site.
 */
export function useChime(): { on: boolean; toggle: () => void; chime: () => void } {
  const audio = useRef<AudioContext>(null)
  const on = useSyncExternalStore(subscribe, isOn)
  useEffect(() => {
    if (!on) return
    audio.current ??= new AudioContext()
    const wake = () => void audio.current?.resume()
    const gestures = ['pointerdown', 'keydown'] as const
    for (const gesture of gestures) window.addEventListener(gesture, wake)
    return () => {
      for (const gesture of gestures) window.removeEventListener(gesture, wake)
    }
  }, [on])
  return {
    on,
    toggle: () => setOn(!on),
    chime: () => {
      if (isOn() && audio.current) play(audio.current)
    },
  }
}
