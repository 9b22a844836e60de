/// <reference lib="dom" />
import type { PreviewView } from '../../../server/src/protocol/summary.ts';
import type { FromPreview, ToPreview } from '../summary/messages.ts';
import { element, icon } from './parts/element.ts';
import { sectionDrawer, type Section } from './parts/sections.ts';
import { t } from './parts/translate.ts';

// The preview of the summary: the parts that the server made, put in without anything that could run.

declare function acquireVsCodeApi(): {
  postMessage(message: FromPreview): void;
  /** What the extension gets back when the window is loaded again. */
  setState(state: { readonly service: string; readonly folder: string }): void;
};

const host = acquireVsCodeApi();
const nonce = document.currentScript?.nonce ?? '';
const main = document.getElementById('summary') ?? document.body;
const announce = document.getElementById('announce');
const draw = sectionDrawer(main);
const style = document.createElement('style');
style.nonce = nonce;
document.head.append(style);
let shown: string | undefined;

const bar: Section = {
  id: 'bar',
  data: '',
  build: () => [
    element(
      'nav',
      { 'aria-label': t('Summary') },
      element('span', { class: 'grow quiet' }, t('Live preview of the summary')),
      action(t('Overview'), {
        name: 'dashboard',
        key: 'overview',
        click: () => host.postMessage({ type: 'overview' }),
      }),
      action(t('Export…'), { name: 'export', key: 'export', click: () => host.postMessage({ type: 'export' }) }),
    ),
  ],
};

function action(label: string, { name, key, click }: { name: string; key: string; click: () => void }): HTMLElement {
  return element('button', { type: 'button', class: 'secondary', 'data-key': key, click }, icon(name), ` ${label}`);
}

function show({ service, folder, title, style: shapes, parts }: PreviewView): void {
  host.setState({ service, folder });
  if (style.textContent !== shapes) style.textContent = shapes;
  draw([bar, ...parts.map(({ id, html }) => ({ id: `part-of-${id}`, data: html, build: () => [inert(html)] }))]);
  if (shown !== undefined && shown !== title) document.documentElement.scrollTop = 0;
  if (shown === title && announce) announce.textContent = t('The summary is up to date.');
  shown = title;
}

/** HTML as elements. The policy of the page lets no script run; what could hold one is taken out all the same. */
function inert(html: string): Node {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const each of body.querySelectorAll('script, iframe, object, embed, link, meta, base, form')) each.remove();
  const places = new Map<string, number>();
  for (const place of body.querySelectorAll<HTMLElement>('button.place')) {
    const { file = '', line = '' } = place.dataset;
    const count = (places.get(`${file}:${line}`) ?? 0) + 1;
    places.set(`${file}:${line}`, count);
    place.setAttribute('data-key', `${file}:${line}#${count}`);
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...Array.from(body.childNodes).map((node) => document.adoptNode(node)));
  return fragment;
}

main.addEventListener('click', (event) => {
  const place = event.target instanceof Element ? event.target.closest<HTMLElement>('button.place') : null;
  const { file, line } = place?.dataset ?? {};
  if (file !== undefined && line !== undefined) host.postMessage({ type: 'place', file, line: Number(line) });
});
window.addEventListener('message', ({ data }: MessageEvent<ToPreview>) => {
  if (data.type === 'preview') return show(data.view);
  const text = t('Could not create the summary: {0}', data.message);
  draw([{ id: 'error', data: text, build: () => [element('p', { class: 'notice' }, icon('error'), ` ${text}`)] }]);
});
host.postMessage({ type: 'ready' });
