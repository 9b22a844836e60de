// Draws a picture again in another size and format, with the browser that the tests use.
/**
 * @param {import('playwright-core').Page} page any page
 * @param {Buffer} picture the picture, of type `type` (`image/png`)
 * @param {{ type: string, width: number, format: string, quality: number }} options width in pixels, quality from 0 to 1
 * @returns {Promise<Buffer>} the picture as `format`
 */
export async function draw(page, picture, { type, width, format, quality }) {
  const data = `data:${type};base64,${picture.toString('base64')}`;
  const drawn = await page.evaluate(
    async ([source, wide, as, how]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = Math.round((wide * image.naturalHeight) / image.naturalWidth);
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL(as, how);
    },
    [data, width, format, quality],
  );
  return Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
}
