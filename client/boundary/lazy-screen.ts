import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { addText, type Text } from '#client/text/i18n.ts'

/** The code of a screen could not be loaded: there is no connection, or a new release has replaced the file. */
export class LostChunk extends Error {
  override name = 'LostChunk'
}

/** A screen that is loaded when it is first shown, or before that by `load`. */
export type LazyScreen<P> = LazyExoticComponent<ComponentType<P>> & { load: () => Promise<unknown> }

/**
 * A screen whose code, and the words that it needs beside those of every page, are loaded when it is first shown. Where that
 * fails, rendering it throws `LostChunk`.
 */
export function lazyScreen<P = object>(load: () => Promise<ComponentType<P>>, texts: Text[] = []): LazyScreen<P> {
  const loadAll = async () => {
    try {
      const [screen] = await Promise.all([load(), ...texts.map(addText)])
      return { default: screen }
    } catch (cause) {
      throw new LostChunk('The code of this screen could not be loaded.', { cause })
    }
  }
  return Object.assign(lazy(loadAll), { load: loadAll })
}
