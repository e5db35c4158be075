import { type ResourceLimits, Worker } from 'node:worker_threads'

type ThreadOptions = {
  /** The file of the thread as it is built, beside all others. */
  built: string
  /** The same as it is written. */
  source: URL
  /** What the thread is given. */
  workerData: unknown
  resourceLimits: ResourceLimits
}

/**
 * Starts a thread of its own for work that would hold up the server. Where the server runs from its TypeScript sources, the thread
 * loads tsx first, since Node 20 cannot read TypeScript.
 */
export function startThread({ built, source, ...options }: ThreadOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(/* @vite-ignore */ built, import.meta.url), options)
  }
  const tsx = import.meta.resolve('tsx/esm/api')
  const start = `import(${JSON.stringify(tsx)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(source.href)}) })`
  return new Worker(start, { ...options, eval: true })
}
