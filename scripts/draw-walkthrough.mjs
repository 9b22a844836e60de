// Draws small pictures of screenshots for the walkthrough, which the extension carries; it shows them no wider.
// usage: node scripts/draw-walkthrough.mjs FOLDER_WITH_PNG TARGET
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { draw } from './draw.mjs';
import { ensureBrowser } from './ensure.mjs';

const [from, to] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  const options = { type: 'image/png', width: 960, format: 'image/webp', quality: 0.72 };
  for (const name of readdirSync(from).filter((each) => each.endsWith('.png'))) {
    const small = await draw(page, readFileSync(path.join(from, name)), options);
    writeFileSync(path.join(to, name.replace(/png$/, 'webp')), small);
  }
} finally {
  await browser.close();
}
