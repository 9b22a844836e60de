import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { english } from '../../server/src/words/english.ts';
import { inEnglish, openLanguage, type Language } from '../../server/src/words/language.ts';
import { languageFiles, languageFrom, readTexts } from '../../server/src/words/read-texts.ts';
import { say, type MessageId } from '../../server/src/words/say.ts';
import { namesOf, partsOf } from '../../server/src/words/template.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { sentencesOf } from '../../server/tools/server-words.ts';
import { analyse, root } from '../analyse.ts';
import { documentedRules as rules } from '../documented.ts';
import { parseFixture } from '../fixture.ts';
import { casesOf } from '../rule-cases.ts';
import { sources } from './imports.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const chineseFile = read(`l10n/${languageFiles.zh}`);
const catalogue: Readonly<Record<string, string>> = english;

/** What a translation must keep beside its values: code. */
const code = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort().join(' ');

describe('the catalogue of messages', () => {
  it('fills in values, and the word for a number', () => {
    assert.equal(
      say('timeout.may-have-no-timeout', { name: 'fetch()', because: 'x' }),
      'fetch() may have no timeout: x',
    );
    assert.deepEqual(partsOf('{n} {n:pod|pods} of {name}'), [
      { name: 'n' },
      ' ',
      { name: 'n', forms: ['pod', 'pods'] },
      ' of ',
      { name: 'name' },
    ]);
    assert.deepEqual(namesOf('{n} {n:pod|pods} of {name}'), ['n', 'name']);
  });

  it('has no message that nothing says, and none twice', () => {
    const all = sources('server/src')
      .filter((file) => !file.startsWith('server/src/words/english'))
      .map(read)
      .join('\n');
    assert.deepEqual(
      Object.keys(catalogue).filter((id) => !all.includes(`'${id}'`)),
      [],
    );
    const shape = (text: string) => text.replace(/\{\w+\}/g, '{}');
    const shapes = Object.values(catalogue).map(shape);
    assert.deepEqual(
      shapes.filter((text, at) => shapes.indexOf(text) !== at),
      [],
    );
  });
});

describe('messages in Chinese', () => {
  const { texts, mistakes } = readTexts(chineseFile);
  const chinese = openLanguage(texts);

  it('are there for each message with its values, and no other', () => {
    assert.deepEqual(mistakes, []);
    assert.deepEqual(Object.keys(texts.messages), Object.keys(catalogue));
    for (const [id, text] of Object.entries(texts.messages)) {
      const own = catalogue[id] ?? '';
      assert.deepEqual(namesOf(text), namesOf(own), id);
      assert.equal(code(text), code(own), id);
    }
  });

  it('are there for each sentence of packs and of the pages of rules, and no other', () => {
    const sentences = sentencesOf(readBundled(root).bundled);
    assert.ok(sentences.length > 200, `${sentences.length} sentences`);
    assert.deepEqual(Object.keys(texts.sentences), sentences);
  });

  describe('of the fixtures', () => {
    const said = new Set<string>();
    before(async function () {
      this.timeout(120_000);
      for (const { id } of rules)
        for (const { files } of casesOf(id)) {
          const given = [...files].map(([file, source]) => [file, parseFixture(file, source).text] as const);
          for (const { message, ask, related, fixes } of await analyse(Object.fromEntries(given), id))
            for (const text of [
              message,
              ask,
              ...related.map((each) => each.message),
              ...fixes.map(({ title }) => title),
            ])
              if (text !== undefined) said.add(text);
        }
      assert.ok(said.size > 1500, `${said.size} texts`);
    });

    it('have no sentence left in English, and no value left open', () => {
      const left = [...said]
        .map((text) => [text, chinese.shown(text)] as const)
        .filter(([text, shown]) => isEnglish(shown, text));
      assert.deepEqual(left, []);
    });

    it('are as they were for a reader of English', () => {
      for (const text of said) assert.equal(inEnglish.shown(text), text);
    });
  });

  it('are read back with their values, also where these are messages', () => {
    const because = say('timeout.its-client-sets-none');
    assert.equal(
      chinese.shown(say('timeout.may-have-no-timeout', { name: 'axios.get', because })),
      'axios.get 可能没有超时：它的客户端未设置',
    );
    assert.equal(chinese.shown('Not a message of ours'), 'Not a message of ours');
    assert.equal(chinese.shown(''), '');
    assert.equal(chinese.shown('x'.repeat(100_000)).length, 100_000);
  });

  it('keep names that read like messages of nobody', () => {
    for (const name of ['constructor', '__proto__', '{name}', '{{0}}', '`', '\u202e', ': ', '; ', ' or ', 'a; b'])
      assert.equal(chinese.shown(name), name);
    const shown = chinese.shown(say('timeout.sets-its-own', { api: '{api} \u202e`x`' }));
    assert.equal(shown, '{api} \u202e`x` 自行设置');
  });
});

describe('a catalogue that is missing or broken', () => {
  const from = (json: string | undefined): { language: Language; told: string[] } => {
    const told: string[] = [];
    return { language: languageFrom(json, { file: 'l10n/x.json', warn: (message) => told.push(message) }), told };
  };
  const text = say('timeout.its-client-sets-none');

  it('is English, and is told once', () => {
    for (const json of [
      undefined,
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '{}',
      '{"messages":[]}',
      '{"messages":{"timeout.its-client-sets-none":1}}',
    ]) {
      const { language, told } = from(json);
      assert.equal(language.shown(text), text, json);
      assert.equal(told.length, 1, json);
    }
  });

  it('is English for the messages that it lacks or that have other values', () => {
    const id: MessageId = 'timeout.has-a-timeout';
    const own = say(id, { name: 'fetch()', because: text });
    for (const messages of [{ [id]: '{name} {reason}' }, { 'no.such': 'x', 'slo-missing.the-slo': 'y' }]) {
      const { language, told } = from(JSON.stringify({ messages: { 'slo-missing.the-alert': 'z', ...messages } }));
      assert.equal(language.shown(own), own);
      assert.equal(language.shown(say('slo-missing.the-alert')), 'z');
      assert.equal(told.length, 1);
    }
    assert.deepEqual(from(chineseFile).told, []);
  });
});

/** What users wrote in fixtures, names of products, and commands. */
const names =
  /Powertools for AWS Lambda|A singleton: a second one would book each order twice\.|Do not scale up\.|From the library|OpenTelemetry Node SDK/g;

/** Four words of Latin letters in a row beside code and names, or a value left open. */
function isEnglish(text: string, english: string): boolean {
  const plain = text.replace(/`[^`]*`|"[^"]*"/g, '§').replace(names, '§');
  const open = (each: string) => (each.match(/\{\w+\}/g) ?? []).length;
  return open(text) > open(english) || /(?<![\w.])[a-z]+( [a-z]+){3,}(?![\w.(])/i.test(plain);
}
