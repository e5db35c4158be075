import sharp from 'sharp'

/** A photo of noise. */
export const aPhoto = (width = 64, height = 48): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .jpeg()
    .toBuffer()

/** A photo whose file says where, when and by what it was taken. */
export const aPhotoWithPlace = async (): Promise<Buffer> =>
  sharp(await aPhoto())
    .withExif({
      IFD0: { Make: 'GPS camera', DateTime: '2020:03:24 12:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '108/1 56/1 0/1' },
    })
    .jpeg()
    .toBuffer()

/** A picture of three images that follow one another. */
export async function animatedWebp(): Promise<Buffer> {
  const images = ['red', 'green', 'blue'].map((background) => ({
    create: { width: 16, height: 16, channels: 3 as const, background },
  }))
  const each = await Promise.all(images.map((image) => sharp(image).png().toBuffer()))
  return sharp(each, { join: { animated: true } })
    .webp()
    .toBuffer()
}

/** A drawing that would run a script. */
export const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'

const tiny = [
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBD',
  'ARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAACAAID',
  'ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA',
  'BAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCUAMuP/9k=',
].join('')

/** The file of a photo of four pixels, the same content each time. */
export const aTinyPhoto = (name = '门口.jpg'): File => new File([Buffer.from(tiny, 'base64')], name)
