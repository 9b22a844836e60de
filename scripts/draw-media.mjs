// Draws what is made of other pictures: the icon of the extension from media/logo.svg, and small copies of screenshots
// for the page that editors show of the extension. Run it after one of these has changed; the results are committed.
// usage: node scripts/draw-media.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { draw } from './draw.mjs';
import { ensureBrowser, root } from './ensure.mjs';

/** Screenshots on the extension's page, in the order in which it shows them. */
const pictures = ['finding', 'checklist', 'summary'];

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  const drawFile = (file, options) => draw(page, readFileSync(path.join(root, file)), options);
  const icon = await drawFile('media/logo.svg', { type: 'image/svg+xml', width: 256, format: 'image/png', quality: 1 });
  writeFileSync(path.join(root, 'media/icon.png'), icon);
  for (const name of pictures) {
    const options = { type: 'image/png', width: 800, format: 'image/webp', quality: 0.7 };
    const small = await drawFile(`docs/images/${name}.png`, options);
    writeFileSync(path.join(root, `media/page-${name}.webp`), small);
  }
} finally {
  await browser.close();
}
