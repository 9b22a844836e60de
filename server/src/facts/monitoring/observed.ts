import type {
  ObservedAlert,
  ObservedMetric,
  ObservedObjective,
  ObservedRoute,
  ObservedSeries,
  ObservedSilence,
} from '../../model/observed-fact.ts';
import type { Span } from '../../model/span.ts';
import { alertmanagerFile, observedFile } from '../../model/team-folder.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { matchersOf } from './matchers.ts';

type Recorded = ObservedAlert | ObservedMetric | ObservedObjective | ObservedRoute | ObservedSeries | ObservedSilence;

interface Head {
  readonly root: YamlNode;
  /** The start of the file. */
  readonly span: Span;
  readonly start: number;
  readonly day: string;
}

/** Longest text that is read as a record, in UTF-16 units; `prr observe` writes none that is longer. */
const maxLength = 512 * 1024;

/** Whether a file is a record of `prr observe`. */
export function isObserved(file: string): boolean {
  return file === observedFile || file === alertmanagerFile;
}

/** What a record shows; nothing of one whose date is missing. */
export function extractObserved(file: string, text: string): Recorded[] {
  if (text.length > maxLength) return [];
  const [document] = readYaml(text);
  const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(textOf(dig(document?.root, 'observed')) ?? '')?.[0];
  if (!document?.root || document.problems.length > 0 || day === undefined) return [];
  const { root, start } = document;
  const head: Head = { root, start, span: { start, end: start }, day };
  if (file === alertmanagerFile) return [...routes(head), ...silences(head)];
  return [...alerts(head), ...objectives(head), ...series(head), ...metrics(head)];
}

function alerts({ root, span, day }: Head): ObservedAlert[] {
  return itemsOf(dig(root, 'alerts')).flatMap((item): ObservedAlert[] => {
    const name = textOf(dig(item, 'name'));
    const fired = numberOf(dig(item, 'fired'));
    const hours = numberOf(dig(item, 'hours'));
    const nightHours = numberOf(dig(item, 'nightHours'));
    if (name === undefined || fired === undefined || hours === undefined || nightHours === undefined) return [];
    return [{ kind: 'observed-alert', span, name, day, fired, hours, nightHours }];
  });
}

function objectives({ root, span, day }: Head): ObservedObjective[] {
  return itemsOf(dig(root, 'objectives')).flatMap((item): ObservedObjective[] => {
    const name = textOf(dig(item, 'name'));
    if (name === undefined) return [];
    const words = (['service', 'since', 'inconclusive'] as const).flatMap((key) => {
      const value = textOf(dig(item, key));
      return value === undefined ? [] : [[key, value.slice(0, 500)]];
    });
    const numbers = (['target', 'windowDays', 'attained', 'budgetLeft', 'hours'] as const).flatMap((key) => {
      const value = numberOf(dig(item, key));
      return value === undefined ? [] : [[key, value]];
    });
    return [{ kind: 'observed-objective', span, name, day, ...Object.fromEntries([...words, ...numbers]) }];
  });
}

function series({ root, span, day }: Head): ObservedSeries[] {
  const names = textsOf(dig(root, 'series', 'present'));
  return names.length > 0 ? [{ kind: 'observed-series', span, names, day }] : [];
}

function metrics({ root, span, day }: Head): ObservedMetric[] {
  return itemsOf(dig(root, 'metrics')).flatMap((item): ObservedMetric[] => {
    const name = textOf(dig(item, 'name'));
    if (name === undefined) return [];
    const scrapeSeconds = numberOf(dig(item, 'scrapeSeconds'));
    const labels = itemsOf(dig(item, 'labels')).flatMap((each) => {
      const label = textOf(dig(each, 'name'));
      const values = numberOf(dig(each, 'values'));
      return label === undefined || values === undefined ? [] : [{ name: label, values }];
    });
    return [
      { kind: 'observed-metric', span, name, day, ...(scrapeSeconds === undefined ? {} : { scrapeSeconds }), labels },
    ];
  });
}

function routes({ root, start, day }: Head): ObservedRoute[] {
  const receivers = new Map(
    itemsOf(dig(root, 'receivers')).flatMap((item) => {
      const name = textOf(dig(item, 'name'));
      return name === undefined ? [] : [[name, textsOf(dig(item, 'integrations'))] as const];
    }),
  );
  return itemsOf(dig(root, 'alerts')).flatMap((item): ObservedRoute[] => {
    const name = textOf(dig(item, 'name'));
    const sure = textsOf(dig(item, 'receivers'));
    const all = [...sure, ...textsOf(dig(item, 'perhaps'))];
    // A receiver that is not described could be one that drops what it gets.
    if (name === undefined || all.length === 0 || !all.every((each) => receivers.has(each))) return [];
    const labels = entriesOf(dig(item, 'labels')).flatMap(({ key, value }) => {
      const text = textOf(value);
      return key && text !== undefined ? [{ key: key.text, value: text }] : [];
    });
    const span = { start: start + item.span.start, end: start + item.span.end };
    const reached = all.map((each, at) => ({
      name: each,
      integrations: receivers.get(each) ?? [],
      sure: at < sure.length,
    }));
    return [{ kind: 'observed-route', span, name, labels, day, receivers: reached }];
  });
}

function silences({ root, span, day }: Head): ObservedSilence[] {
  return itemsOf(dig(root, 'silences')).flatMap((item): ObservedSilence[] => {
    const matchers = matchersOf(item);
    const until = textOf(dig(item, 'until'));
    if (!matchers || matchers.length === 0 || until === undefined) return [];
    const starts = textOf(dig(item, 'starts'))?.slice(0, 50);
    const comment = textOf(dig(item, 'comment'))?.slice(0, 300);
    const more = { ...(starts === undefined ? {} : { starts }), ...(comment === undefined ? {} : { comment }) };
    return [{ kind: 'observed-silence', span, day, matchers, until: until.slice(0, 50), ...more }];
  });
}

function textsOf(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

function numberOf(node: YamlNode | undefined): number | undefined {
  const text = textOf(node);
  return text !== undefined && /^-?\d{1,9}(\.\d{1,9})?(e-\d{1,2})?$/.test(text) ? Number(text) : undefined;
}
