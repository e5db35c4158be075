import { useRef, useState } from 'react'
import { useClient } from 'urql'
import { v4 as newId } from 'uuid'
import { type Change, createChange } from '#client/graph/change.ts'
import type { AddPaperInput, AddPaperMutation } from '#codegen/graph/graphql.ts'
import { AddPaperDocument } from './documents.ts'
import { madeSmaller } from './smaller.ts'

/** The issue, the words about an issue or the visit that photos are added to. */
export type Holder = { issueId: string } | { entryId: string } | { visitId: string }

/** A file on its way: it waits for those before it, is being sent, or was refused. */
export type Upload = {
  key: string
  name: string
  state: 'waiting' | 'sending' | 'refused'
  why: string
  again: boolean
}

type Sending = { file: File; send: Change<AddPaperMutation, AddPaperInput> }

/**
 * Sends files one after the other, each made smaller first. `onAdded` is called after each that has arrived. A refused one
 * stays with the reason until it is tried again or put away; a second try of one without an answer adds no second photo.
 */
export function useUploads(holder: Holder, onAdded: () => void) {
  const client = useClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const files = useRef(new Map<string, Sending>())
  const queue = useRef(Promise.resolve())
  const set = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)))
  const remove = (key: string) => {
    files.current.delete(key)
    setUploads((all) => all.filter((each) => each.key !== key))
  }
  const sendOne = async (key: string) => {
    const sending = files.current.get(key)
    if (!sending) return
    set(key, { state: 'sending' })
    const { failure } = await sending.send({ ...holder, file: sending.file, name: sending.file.name })
    if (failure) return set(key, { state: 'refused', why: failure.message, again: failure.retry })
    remove(key)
    onAdded()
  }
  const enqueue = (key: string) => {
    queue.current = queue.current.then(() => sendOne(key))
  }
  const add = (chosen: readonly File[]) => {
    for (const file of chosen) {
      const key = newId()
      setUploads((all) => [...all, { key, name: file.name, state: 'waiting', why: '', again: false }])
      queue.current = queue.current.then(async () => {
        files.current.set(key, { file: await madeSmaller(file), send: createChange(client, AddPaperDocument) })
      })
      enqueue(key)
    }
  }
  const again = (key: string) => {
    set(key, { state: 'waiting', why: '' })
    enqueue(key)
  }
  return { uploads, add, again, remove }
}
