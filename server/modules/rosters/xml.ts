import { Parser } from 'saxen'

/** What is done with the parts of an XML text. Names are without their prefixes. */
export type XmlReader = {
  open: (name: string, attributes: (name: string) => string | undefined) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads an XML text from its beginning to its end. Throws where it is not well formed. */
export function readXml(xml: string, { open, text, close }: XmlReader): void {
  const parser = new Parser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('openTag', (name, attributes, decode) => {
    let all: Record<string, string> | undefined
    open(localName(name), (wanted) => {
      all ??= attributes() as Record<string, string>
      const key = Object.keys(all).find((each) => localName(each) === wanted)
      return key === undefined ? undefined : decode(all[key]!)
    })
  })
  if (text) {
    parser.on('text', (value, decode) => text(decode(value)))
    parser.on('cdata', (value) => text(value))
  }
  if (close) parser.on('closeTag', (name) => close(localName(name)))
  parser.parse(xml)
}

// the parts of a workbook are a dozen elements deep
const mostDepth = 100

/** Throws where elements stand within each other by the thousands, or tags do not end: to build a tree of them takes minutes. */
export function refuseDeepXml(xml: string): void {
  let depth = 0
  readXml(xml, {
    open() {
      if (++depth > mostDepth) throw new Error('The elements are too deep.')
    },
    close() {
      depth--
    },
  })
}
