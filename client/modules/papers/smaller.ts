/** The kinds of files that are offered to be chosen. */
export const chosenKinds = ['image/jpeg', 'image/png', 'image/webp']

const longestSide = 2048
const quality = 0.85

/**
 * A picture made smaller before it is sent, upright and without what the camera wrote into it. A file that this browser can't
 * read as a picture stays as it is: the server says what it is.
 */
export async function madeSmaller(file: File): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = drawn(picture, Math.round(picture.width * scale) || 1, Math.round(picture.height * scale) || 1)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  return blob ? new File([blob], file.name, { type: blob.type, lastModified: file.lastModified }) : file
}

/** The picture on a canvas of this size, on white where it lets through. */
function drawn(picture: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')!
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  return canvas
}
