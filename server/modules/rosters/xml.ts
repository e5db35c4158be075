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
    const all = attributes() as Record<string, string>
    const found = (wanted: string) => Object.keys(all).find((each) => localName(each) === wanted)
    open(localName(name), (wanted) => {
      const key = found(wanted)
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
