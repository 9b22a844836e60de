import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';
import { keepPicture, until } from './steps.ts';

// The engagement as a team does it in the real editor: one service from support advice to onboarding,
// another from a design document to an honest end.
describe('the engagement in the real editor', () => {
  let editor: Editor;
  let named = false;
  before(async () => {
    editor = await openEditor(path.join(root, 'examples/shakespeare'));
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: /\d/ }).waitFor({ timeout: 60_000 });
  });
  after(() => editor?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor, `engagement ${this.currentTest.title}`);
  });

  const file = (name: string) => path.join(editor.folder, name);
  const text = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');
  const of = (service: string, name: string) => text(`.prr/engagement/${service}/${name}.yaml`);
  const page = (): Promise<Frame> => editor.frameWith('#engagement .tabs');

  /** Chooses a service on the page. */
  const choose = async (service: string) => {
    const frame = await page();
    await frame.locator('select[aria-label="Service"]').selectOption({ label: service });
    await until(`the page of ${service}`, async () => {
      const shown = await (await page()).locator('select[aria-label="Service"]').inputValue();
      return (
        shown === service && (await editor.page.locator('.tab', { hasText: `Engagement: ${service}` }).count()) > 0
      );
    });
  };
  const show = async (part: string) => {
    const frame = await page();
    await frame.locator('button.tab', { hasText: part }).click();
    await frame.locator('#part-part h2', { hasText: part }).waitFor();
    return frame.locator('#part-part');
  };
  /** Opens a form by its button, fills its fields by their labels, and saves. The name is asked with the first. */
  const say = async (button: string | RegExp, fields: Readonly<Record<string, string>>, { within = '' } = {}) => {
    const frame = await page();
    const place = within === '' ? frame.locator('main') : frame.locator('main').locator(within);
    await place.locator('button.small', { hasText: button }).first().click();
    const form = frame.locator('form');
    await form.waitFor();
    for (const [label, value] of Object.entries(fields)) {
      const radio = form.locator('label.choice', { hasText: value });
      const field = form.getByLabel(label);
      if (await radio.count()) await radio.first().click();
      else if ((await field.evaluate((node) => node.tagName)) === 'SELECT') await field.selectOption({ label: value });
      else await field.fill(value);
    }
    await form.locator('button[type="submit"]').click();
    if (!named) await editor.type('Your name', 'Ada');
    named = true;
    await until('the form to be written', async () => (await frame.locator('form').count()) === 0);
  };
  const standing = async (words: RegExp) => {
    const frame = await page();
    await until(String(words), async () => words.test((await frame.locator('#part-head .lead').textContent()) ?? ''));
  };

  it('opens where the engagement stands, with the next useful step and why', async () => {
    await editor.run('Show Engagement');
    await page();
    await choose('search');
    await standing(/^Self-supported/);
    const frame = await page();
    assert.match((await frame.locator('.card').textContent()) ?? '', /The next useful step.*Because/s);
  });

  it('advises which support fits, from facts and the answers to few questions', async () => {
    const part = await show('Support advice');
    await say(
      'Say who is hurt when it is down',
      { 'Who is hurt': 'many users or much money' },
      { within: '#part-part' },
    );
    await say('Say how its load has grown', { 'How has its load': 'ten times or more' }, { within: '#part-part' });
    await part.locator('li', { hasText: 'Production readiness review' }).first().waitFor();
    assert.match(of('search', 'advice'), /growth:\n {4}answer: orders\n {4}by: Ada/);
    await part.locator('.lead', { hasText: 'Production readiness review fits' }).waitFor();
  });

  it('takes an answer back with one key, and gives it again', async () => {
    await editor.run('Undo the Last Change');
    await until('the answer to be gone', () => !of('search', 'advice').includes('growth'));
    await say('Say how its load has grown', { 'How has its load': 'ten times or more' }, { within: '#part-part' });
  });

  it('says what is missing in a form, and leaves it with Escape', async () => {
    const frame = await page();
    await frame.locator('#part-head button', { hasText: 'Record the State' }).click();
    await frame.locator('form button[type="submit"]').click();
    await frame.locator('form .error', { hasText: 'State: this is needed' }).waitFor();
    await frame.locator('form textarea').press('Escape');
    assert.equal(await frame.locator('form').count(), 0);
  });

  it('proposes the next state with its reason, and records it', async () => {
    await say('Record: Candidate', { Why: 'It has outgrown us.' }, { within: '#part-head' });
    await standing(/^Candidate/);
    await say('Say whether people are free', { 'Are people of both': 'yes, on both sides' }, { within: '#part-part' });
    await say('Record: Agreement', {}, { within: '#part-head' });
    await standing(/^Agreement/);
    assert.match(of('search', 'state'), /state: engagement[\s\S]*history:\n {2}- state: candidate/);
  });
});
