// Draws what is made of other pictures: the icon of the extension from media/logo.svg, and small copies of screenshots
// for the page that editors show of the extension. Run it after one of these has changed; the results are committed.
// usage: node scripts/draw-media.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBrowser, root } from './ensure.mjs';

/** Screenshots on the extension's page, in the order in which it shows them. */
const pictures = ['finding', 'checklist', 'summary'];

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  const draw = async (file, type, { width, format, quality }) => {
    const data = `data:${type};base64,${readFileSync(path.join(root, file)).toString('base64')}`;
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
  };
  const icon = await draw('media/logo.svg', 'image/svg+xml', { width: 256, format: 'image/png', quality: 1 });
  writeFileSync(path.join(root, 'media/icon.png'), icon);
  for (const name of pictures) {
    const options = { width: 800, format: 'image/webp', quality: 0.7 };
    const small = await draw(`docs/images/${name}.png`, 'image/png', options);
    writeFileSync(path.join(root, `media/page-${name}.webp`), small);
  }
} finally {
  await browser.close();
}
