import sharp from 'sharp'

/** A photo of noise, which no two calls make alike where their `tint` differs. */
export const aPhoto = (width = 64, height = 48, tint = 128): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: tint, sigma: 30 } },
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
