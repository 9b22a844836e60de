import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { root } from '../analyse.ts';
import { chooseTheme, themes, violations } from './accessibility.ts';
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
    const opener = place.locator('button.small', { hasText: button }).first();
    // What asks nothing is done at once.
    if ((await opener.getAttribute('aria-expanded')) === null) {
      const before = await frame.locator('main').textContent();
      await opener.click();
      await until('the page to change', async () => (await frame.locator('main').textContent()) !== before);
      return;
    }
    await opener.click();
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
  /** Records a state on the tab of the whole, and comes back to the part that was shown. */
  const record = async (button: string, fields: Readonly<Record<string, string>>) => {
    const frame = await page();
    const before = (await frame.locator('button.tab.current').textContent()) ?? '';
    await show('Status');
    await say(button, fields, { within: '#part-part' });
    await show(before.replace(/^[^:]*: /, '').trim());
  };
  const standing = async (words: RegExp) => {
    const frame = await page();
    await until(String(words), async () => words.test((await frame.locator('#part-top .lead').textContent()) ?? ''));
  };

  it('opens where the engagement stands, with the next useful step and why', async () => {
    await editor.run('Show Engagement');
    await page();
    await choose('search');
    await standing(/^Self-supported/);
    const frame = await page();
    assert.match((await frame.locator('.card').textContent()) ?? '', /Next step.*Why: /s);
  });

  it('advises which support fits, from facts and the answers to few questions', async () => {
    const part = await show('Support advice');
    await say(
      'Describe who an outage hurts',
      { 'Who does an outage hurt': 'many users or revenue, within minutes' },
      { within: '#part-part' },
    );
    await say('Describe how its load has grown', { 'How has its load': 'ten times or more' }, { within: '#part-part' });
    await part.locator('li', { hasText: 'Production readiness review' }).first().waitFor();
    assert.match(of('search', 'advice'), /growth:\n {4}answer: orders\n {4}by: Ada/);
    await part.locator('.lead', { hasText: 'Production readiness review fits' }).waitFor();
  });

  it('takes an answer back with one key, and gives it again', async () => {
    const frame = await page();
    await frame.locator('#part-part h2').focus();
    await editor.page.keyboard.press('Control+z');
    await until('the answer to be gone', () => !of('search', 'advice').includes('growth'));
    assert.equal(await frame.locator('[data-key="undo"]').count(), 1, 'the answer before can be undone, too');
    await say('Describe how its load has grown', { 'How has its load': 'ten times or more' }, { within: '#part-part' });
  });

  it('says what is missing in a form, and leaves it with Escape', async () => {
    const frame = await page();
    await show('Status');
    const opener = frame.locator('button', { hasText: 'Record the State' });
    await opener.press('Enter');
    const state = frame.locator('form select');
    assert.ok(
      await state.evaluate((node) => node === node.ownerDocument.activeElement),
      'the first field has the focus',
    );
    assert.equal(await opener.count(), 0, 'the form stands in the place of its button');
    await frame.locator('form button[type="submit"]').click();
    await frame.locator('form .error', { hasText: 'State: this is needed' }).waitFor();
    await state.selectOption({ index: 1 });
    assert.equal(await frame.locator('form .error').textContent(), '', 'an error goes once it is fixed');
    // After a click beside the form, too.
    await frame.locator('h1').click();
    await editor.page.keyboard.press('Escape');
    await until('the form to close', async () => (await frame.locator('form').count()) === 0);
    await until('its button to have the focus', () =>
      opener.evaluate((node) => node === node.ownerDocument.activeElement),
    );
  });

  it('has one heading at the top, the parts beside it as tabs for the arrow keys, and nothing sideways when narrow', async () => {
    const frame = await page();
    assert.equal(await frame.locator('h1').count(), 1);
    const box = await frame.locator('#part-part h2').boundingBox();
    const list = await frame.locator('[role="tablist"]').boundingBox();
    assert.ok(box && list && box.x > list.x + list.width, 'the part is beside the list');
    assert.ok(box.y - (list?.y ?? 0) < 60, 'and begins where the list does');
    const current = frame.locator('[role="tab"][aria-selected="true"]');
    await current.press('ArrowDown');
    await until('the next part', async () => /Support advice/.test((await current.textContent()) ?? ''));
    assert.ok(
      await current.evaluate((node) => node === node.ownerDocument.activeElement),
      'the focus stays on the tabs',
    );
    assert.equal(await frame.locator('[role="tab"][tabindex="0"]').count(), 1, 'one stop for the key Tab');
    const size = editor.page.viewportSize() ?? { width: 1280, height: 720 };
    await editor.page.setViewportSize({ width: 480, height: 900 });
    for (const part of ['Improvements', 'On call', 'Training', 'Status']) {
      await show(part);
      const [width, room] = await frame.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
      assert.ok((width ?? 0) <= (room ?? 0), `${part} is ${width} wide in ${room}`);
    }
    await editor.page.setViewportSize(size);
    await show('Support advice');
  });

  it('keeps what was typed while other parts are looked at, until it is given up', async () => {
    const frame = await page();
    const opener = frame.locator('#part-part button', { hasText: 'Record the State' });
    const why = frame.locator('form textarea');
    await show('Status');
    await opener.click();
    await why.fill('Half a sen');
    await show('Training');
    assert.equal(await frame.locator('form').count(), 0);
    await show('Status');
    await opener.click();
    assert.equal(await why.inputValue(), 'Half a sen');
    await frame.locator('form button', { hasText: 'Cancel' }).click();
    await opener.click();
    assert.equal(await why.inputValue(), '');
    await why.press('Escape');
    await show('Support advice');
  });

  it('proposes the next state with its reason, and records it', async () => {
    await record('Record: Candidate', { Why: 'It has outgrown us.' });
    await standing(/^Candidate/);
    await say(
      'Set whether both teams have time',
      { 'Do both teams have time': 'yes, both teams' },
      { within: '#part-part' },
    );
    await record('Record: Agreement', {});
    await standing(/^Agreement/);
    assert.match(of('search', 'state'), /state: engagement[\s\S]*history:\n {2}- state: candidate/);
  });

  it('is agreed by both sides, on objectives that were found', async () => {
    const part = await show('Agreement');
    await part.locator('li', { hasText: 'search-availability: 99.95 %' }).first().waitFor();
    await say(/^Agree$/, {}, { within: '#part-part' });
    await say(/^Agree$/, {}, { within: '#part-part' });
    await say('Name a Reviewer', { Who: 'Ben', Team: 'sre' }, { within: '#part-part' });
    await say('Sign for the Developers', {}, { within: '#part-part' });
    await say('Sign for the SREs', {}, { within: '#part-part' });
    // Ada signed for both sides, as nobody else is here: the page says so, and proposes nothing on that ground.
    await part.locator('li', { hasText: 'the same person signed for both teams' }).first().waitFor();
    await record('Record the State', { State: 'Analysis' });
    await standing(/^Analysis/);
    assert.match(of('search', 'agreement'), /side: sre/);
  });

  it('says what changed in the list since the analysis began, and why', async () => {
    const part = await show('Analysis');
    await say('Record the List', {}, { within: '#part-part' });
    await part.locator('li', { hasText: 'No changes' }).waitFor();
    writeFileSync(file('.prr/services/search.yaml'), 'tier: 1\nphase: operate\nowner: shakespeare-search\n');
    await part.locator('li', { hasText: 'Staged rollouts' }).filter({ hasText: 'tier 1' }).first().waitFor();
    await say('Mark as Read', { 'What it means': 'One pod at a time.' }, { within: '#part-part' });
    assert.match(of('search', 'analysis'), /postmortem: docs\/postmortems\/2026-09-14-new-sonnet\.md/);
    await record('Record the State', { State: 'Improvements' });
    await standing(/^Improvements/);
  });

  it('plans improvements with open arithmetic; one is done when its finding is gone', async () => {
    const part = await show('Improvements');
    const frame = await page();
    const row = part.locator('tr', { hasText: 'One update may stop too many replicas' }).first();
    assert.match((await row.textContent()) ?? '', /\d × \d \/ \d = \d/);
    // What can be done stands in a row of its own below.
    await part
      .locator('tr', { has: frame.locator('button', { hasText: 'Decide' }) })
      .first()
      .locator('button', { hasText: 'Decide' })
      .click();
    await part.locator('form label.choice', { hasText: 'Accept' }).click();
    await part.locator('form button[type="submit"]').click();
    await row.filter({ hasText: 'Ada' }).waitFor();
    assert.match(of('search', 'improvements/chg-blast-radius'), /decision: accepted/);
    const manifest = text('deploy/search.yaml').replace('maxUnavailable: 50%', 'maxUnavailable: 1');
    writeFileSync(file('deploy/search.yaml'), manifest);
    await part
      .locator('li', { hasText: 'One update may stop too many replicas' })
      .filter({ hasText: 'its finding is gone' })
      .waitFor();
  });

  it('opens a draft as a new text, and writes nothing', async () => {
    const frame = await page();
    await frame.locator('#part-part button', { hasText: 'Issues for GitHub' }).click();
    await editor.page.locator('.tab', { hasText: 'Untitled' }).first().waitFor();
    await editor.page.locator('.tab', { hasText: 'Engagement: search' }).click();
  });

  it('teaches the service, with sessions and drills', async () => {
    await show('Training');
    await say('Record a session', { Session: 'Design', 'Who was there': 'Ben, Cleo' }, { within: '#part-part' });
    await until('the session', () => /what: Design[\s\S]*Ben/i.test(of('search', 'training')));
    await say('Record a drill', { Players: 'Ben', 'What was found': 'No page' }, { within: '#part-part' });
    assert.match(of('search', 'training'), /found: No page/);
    await record('Record the State', { State: 'Onboarding' });
    await standing(/^Onboarding/);
  });

  it('hands over step by step, says what is left, and then proposes that it is onboarded', async () => {
    const part = await show('Onboarding');
    await part.locator('.lead', { hasText: 'No hand-over step is planned' }).waitFor();
    for (let left = 9; left > 0; left--) {
      const moves = part.locator('button', { hasText: 'Record the move' });
      const before = await moves.count();
      if (before === 0) break;
      await say('Record the move', { 'New owner': 'shakespeare-oncall' }, { within: '#part-part' });
      await until('the row to have moved', async () => (await moves.count()) < before);
    }
    await say('Agree on a support period', { Developers: 'Cleo', 'Due date': '2099-01-31' }, { within: '#part-part' });
    await record('Record: Onboarded', { Why: 'All has moved.' });
    await standing(/^Onboarded/);
    await show('Status');
    assert.equal(await (await page()).locator('#part-part ol li').count(), 6);
  });

  it('is in the exported page, with the plan and who holds what', async () => {
    await editor.run('Preview Consultation Summary');
    await editor.pick('search');
    const preview = await editor.frameWith('#summary h1');
    await preview.locator('h3', { hasText: 'Engagement' }).first().waitFor();
    const page = preview.locator('#summary');
    await page.filter({ hasText: 'Onboarded' }).waitFor();
    assert.match((await page.textContent()) ?? '', /Callees keep working after the caller timed out/);
    await editor.page.locator('.tab', { hasText: 'Engagement: search' }).click();
  });

  it('reads the design document of another service, and asks what it leaves open', async () => {
    await choose('quotes');
    const part = await show('Early engagement');
    const open = part.locator('tr', { hasText: 'What are its SLOs' });
    await open.filter({ hasText: 'mentioned, not answered' }).waitFor();
    await record('Record the State', { State: 'Early engagement' });
    await standing(/^Early engagement/);
    await say(/^Answer/, { 'Give an SLO': '99.9 % of requests over 28 days.' }, { within: '#part-part' });
    await until('the answer', () => /objectives:\n {4}answer: 99\.9 %/.test(of('quotes', 'early')));
    await open.filter({ hasText: '99.9 % of requests' }).waitFor();
  });

  it('keeps trade-offs with those who accepted them, and a launch in stages with a way back', async () => {
    await say(
      'Record a Trade-off',
      { 'What was chosen': 'One line in memory', Why: 'The text is small.', 'Accepted by': 'Ben, Cleo' },
      { within: '#part-part' },
    );
    await say(
      'Plan the Launch',
      { 'What to watch': 'errors of the pages', 'How to roll back': 'kubectl rollout undo deployment/quotes' },
      { within: '#part-part' },
    );
    await say('Add a Stage', { Percent: '10', 'How long the stage lasts': '2d' }, { within: '#part-part' });
    const part = (await page()).locator('#part-part');
    await part.locator('tr', { hasText: '10 %' }).filter({ hasText: 'planned' }).waitFor();
    await say(/^Done/, {}, { within: '#part-part' });
    assert.match(of('quotes', 'early'), /done: \d{4}-/);
  });

  it('ends honestly: who holds it now, why, and what was learned', async () => {
    await say('Record What Was Found', { 'What was found': 'Load as foreseen.' }, { within: '#part-part' });
    await say(
      'End the Engagement',
      {
        Why: 'Reliable, and little work.',
        'Who is on call': 'shakespeare-web',
        'What was learned': 'One page was enough.',
      },
      { within: '#part-part' },
    );
    await record('Record: Disengaged', {});
    await standing(/^Disengaged/);
    const frame = await page();
    await frame
      .locator('#part-part button', { hasText: /note|disengage|stays/i })
      .last()
      .click();
    await editor.page.locator('.view-line', { hasText: 'is on call for quotes' }).waitFor();
    await editor.page.locator('.tab', { hasText: 'Engagement: quotes' }).click();
    await choose('search');
  });

  for (const [theme, kind] of themes) {
    it(`has nothing that hinders people in ${theme}`, async () => {
      await chooseTheme(editor, theme);
      await editor.page.locator('.tab', { hasText: 'Engagement: search' }).click();
      const frame = await page();
      await until('the theme', async () => (await frame.evaluate('document.body.dataset.vscodeThemeKind')) === kind);
      const tabs = await frame.locator('button.tab').allTextContents();
      for (const name of tabs) {
        await show(name.trim().replace(/^.*: /, ''));
        assert.deepEqual(await violations(frame), [], name);
      }
      await show('Status');
      await frame.locator('#part-part button', { hasText: 'Record the State' }).click();
      assert.deepEqual(await violations(frame), [], 'an open form');
      await frame.locator('form button', { hasText: 'Cancel' }).click();
    });
  }
});
