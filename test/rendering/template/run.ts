import assert from 'node:assert/strict';
import { unknownText } from '../../../server/src/model/rendering.ts';
import type { Place } from '../../../server/src/model/span.ts';
import type { RenderLimits, RenderedText } from '../../../server/src/rendering/engine.ts';
import { openTemplates, usualLimits } from '../../../server/src/rendering/template/templates.ts';
import type { Value } from '../../../server/src/rendering/value.ts';
import { valueOf } from '../../../server/src/rendering/values/from-yaml.ts';
import { bool, dict, int, str } from '../../../server/src/rendering/values/make.ts';
import { readYaml } from '../../../server/src/syntax/yaml.ts';

export interface Chart {
  /** Text of `main`, or of all templates by name. */
  readonly templates: string | Readonly<Record<string, string>>;
  readonly values?: string;
  /** Further entries of `.`. */
  readonly dot?: Readonly<Record<string, Value>>;
  readonly limits?: Partial<RenderLimits>;
}

export interface Ran extends RenderedText {
  /** The text of each place that is named, for tests. */
  readonly at: (text: string) => readonly string[];
  readonly from: (text: string) => readonly string[];
  readonly parseProblems: readonly string[];
}

/** Runs the template `main` of a chart in memory, and checks what holds for every rendering. */
export function run(chart: Chart): Ran {
  const { templates, values = '', dot = {}, limits = {} } = chart;
  const texts = typeof templates === 'string' ? { main: templates } : templates;
  const opened = openTemplates(
    Object.entries(texts).map(([name, text]) => ({ name, file: name, text })),
    { limits: { ...usualLimits, ...limits } },
  );
  const [document] = readYaml(values);
  const read = document?.root ? valueOf(document.root, { file: 'values.yaml', base: document.start }) : dict();
  const release = dict([
    ['Name', str('rel')],
    ['Namespace', str('ns')],
    ['Service', str('Helm')],
    ['IsInstall', bool(true)],
    ['IsUpgrade', bool(false)],
    ['Revision', int(1)],
  ]);
  const ran = opened.run('main', dict([['Values', read], ['Release', release], ...Object.entries(dot)]));
  const files: Readonly<Record<string, string>> = { ...texts, 'values.yaml': values };
  checkMarks(ran, files);
  const shown = ({ file, span }: Place) => `${file}: ${(files[file] ?? '').slice(span.start, span.end)}`;
  const marksAt = (text: string) => {
    const start = ran.text.indexOf(text);
    assert.ok(start >= 0, `${JSON.stringify(text)} is not in ${JSON.stringify(ran.text)}`);
    return ran.marks.filter((mark) => mark.start < start + text.length && mark.end > start);
  };
  return {
    ...ran,
    at: (text) => [...new Set(marksAt(text).map(({ at }) => shown(at)))],
    from: (text) => [...new Set(marksAt(text).flatMap(({ from = [] }) => from.map(shown)))],
    parseProblems: opened.problems.map(({ message }) => message),
  };
}

function checkMarks({ text, marks, unknowns }: RenderedText, files: Readonly<Record<string, string>>): void {
  let end = 0;
  for (const mark of marks) {
    assert.ok(mark.start >= end && mark.end > mark.start && mark.end <= text.length, JSON.stringify(mark));
    end = mark.end;
    const { file, span } = mark.at;
    const source = files[file];
    assert.ok(source !== undefined && span.start <= span.end && span.end <= source.length, JSON.stringify(mark.at));
    if (mark.same) assert.equal(text.slice(mark.start, mark.end), source.slice(span.start, span.end));
    for (const each of mark.from ?? []) assert.ok(each.span.end <= (files[each.file] ?? '').length);
  }
  for (const unknown of unknowns) {
    assert.equal(text.slice(unknown.start, unknown.end), unknownText);
    assert.ok(unknown.because.length > 0);
  }
}
