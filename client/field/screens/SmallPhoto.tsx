import { useEffect, useRef } from 'react'

const side = 240

/** A photo of this phone, drawn small: the page may show no other pictures than the server's. */
export function SmallPhoto({ file, label }: { file: Blob; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    void createImageBitmap(file).then(
      (picture) => {
        const context = canvas.current?.getContext('2d')
        const scale = side / Math.min(picture.width, picture.height)
        const [width, height] = [picture.width * scale, picture.height * scale]
        if (!isGone) context?.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height)
        picture.close()
      },
      // a file that this browser cannot show is sent all the same
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [file])
  return <canvas ref={canvas} width={side} height={side} role="img" aria-label={label} />
}
