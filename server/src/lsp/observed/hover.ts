import type { Fact, FactOf } from '../../model/fact.ts';
import { touches } from '../../model/span.ts';
import { alertRecords, alertWords } from '../../review/observed-alert.ts';
import { aggregationWords, labelWords, rangeWords } from '../../review/observed-metrics.ts';
import { observedWords } from '../../review/observed-words.ts';
import type { Language } from '../../words/language.ts';
import { say } from '../../words/say.ts';
import type { OpenDocument } from '../context.ts';

type Index = OpenDocument['core']['live']['index'];

/** At an alert, an objective or a metric: what the records of `prr observe` show; undefined elsewhere. */
export function observedHover(
  { core, file }: Pick<OpenDocument, 'core' | 'file'>,
  { offset, plain, language }: { offset: number; plain(text: string): string; language: Language },
): string | undefined {
  const { index } = core.live;
  for (const fact of index.file(file)?.facts ?? []) {
    if (!touches(fact.span, offset)) continue;
    const said = fact.kind === 'alert' ? firedWords(fact, index).map((each) => language.shown(each)) : [];
    const sentences = [...said, ...phrasesOf(fact, index).map((each) => `${plain(capital(each))}.`)];
    if (sentences.length > 0) return sentences.join('\n\n');
  }
  return undefined;
}

function phrasesOf(fact: Fact, index: Index): string[] {
  const metrics = () => index.inWorkspace('observed-metric').map((each) => each.fact);
  if (fact.kind === 'objective') {
    const records = index.inWorkspace('observed-objective').map((each) => each.fact);
    const words = observedWords(fact, records);
    return [
      ...(words === undefined ? [] : [words]),
      ...fact.indicators.flatMap(({ query }) => rangeWords(query, metrics())),
    ];
  }
  if (fact.kind === 'alert')
    return [
      ...alertWords(fact, alertRecords(index)),
      ...rangeWords(fact.query, metrics()),
      ...aggregationWords(fact.query, metrics()),
    ];
  if (fact.kind === 'recording-rule')
    return [...rangeWords(fact.query, metrics()), ...aggregationWords(fact.query, metrics())];
  if (fact.kind === 'metric')
    return metrics()
      .filter(({ name }) => fact.exact && fact.series.includes(name))
      .flatMap((each) => labelWords(each) ?? [])
      .slice(0, 3);
  return [];
}

/** Numbers alone, which need no escapes. */
function firedWords({ name }: FactOf<'alert'>, index: Index): string[] {
  const seen = index.inWorkspace('observed-alert').find((each) => each.fact.name === name)?.fact;
  if (!seen) return [];
  const { fired, hours, nightHours, day } = seen;
  const seenFor = { hours, nightHours, day };
  return [fired === 1 ? say('hover.fired-once', seenFor) : say('hover.fired', { fired, ...seenFor })];
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
