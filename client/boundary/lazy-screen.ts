import { type ComponentType, lazy } from 'react'

/** The code of a screen could not be loaded: there is no connection, or a new release has replaced the file. */
export class LostChunk extends Error {
  override name = 'LostChunk'
}

/** A screen whose code is loaded when it is first shown. Where that fails, rendering it throws `LostChunk`. */
export const lazyScreen = <P = object>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => {
    try {
      return { default: await load() }
    } catch (cause) {
      throw new LostChunk('The code of this screen could not be loaded.', { cause })
    }
  })
