import type { Block, Cell, TableRow } from '../../model/engagement.ts';
import { urgencyWords, type AlertOf } from '../seen/alerts.ts';
import { daysBetween } from '../kit/show.ts';
import { lacksOf, unsureWords, type Lacks, type Runbook } from '../../documents/runbooks/runbook.ts';
import type { PartInput } from '../part.ts';
import { lastDrillOf } from '../training/held.ts';
import { listed } from '../../report/summary/input.ts';

/** Whether somebody who did not build the service could follow what its alerts lead to. */
export function runbookBlocks(alerts: readonly AlertOf[], input: Pick<PartInput, 'said' | 'today'>): readonly Block[] {
  if (alerts.length === 0)
    return [{ kind: 'text', text: 'No alert was found, so there is no runbook to check.', tone: 'none' }];
  const rows: TableRow[] = alerts.map((alert) => {
    const { name, at, runbook } = alert;
    const lacks = lacksOf(runbook);
    return {
      cells: [
        { text: name, at },
        { text: urgencyWords(alert) },
        {
          text: runbook.because,
          tone: runbook.state === 'read' ? 'good' : runbook.state === 'elsewhere' ? 'open' : 'bad',
          ...(runbook.at ? { at: runbook.at } : {}),
          guide: 'runbooks',
        },
        runbook.state !== 'read'
          ? {
              text:
                runbook.state === 'elsewhere'
                  ? 'inconclusive: read the page'
                  : Object.keys(runbook.sections).length > 0
                    ? 'a link to it'
                    : 'everything',
              tone: runbook.state === 'elsewhere' ? 'open' : 'bad',
            }
          : lacksCell(runbook, lacks),
        triedCell(alert, input),
      ],
    };
  });
  return [
    {
      kind: 'table',
      caption: 'Runbooks',
      head: ['Alert', 'Urgency', 'Runbook', 'Missing', 'Last tried'],
      rows,
    },
    {
      kind: 'text',
      text: 'Sections, commands and dates come from the text. Only a drill shows whether someone new can follow them.',
      tone: 'none',
    },
  ];
}

function lacksCell(runbook: Runbook, { sure, unsure }: Lacks): Cell {
  const guide = 'runbooks#the-page';
  if (sure.length + unsure.length === 0) return { text: 'nothing', tone: 'good' };
  if (unsure.length === 0) return { text: listed(sure), tone: 'attention', guide };
  const text = [...(sure.length > 0 ? [listed(sure)] : []), `not recognised: ${listed(unsure)}`].join('; ');
  return { text, tone: sure.length > 0 ? 'attention' : 'open', because: unsureWords(runbook), guide };
}

/** What the page says of itself as a whole, and what Training records of the alert. */
function triedCell({ name, runbook: { tried } }: AlertOf, input: Pick<PartInput, 'said' | 'today'>): Cell {
  const { today } = input;
  const guide = 'runbooks#written-for-a-stranger';
  const drill = lastDrillOf(input, name);
  const drilled = drill === undefined ? 'no drill is recorded' : `drill: ${drill.date}`;
  if (tried === undefined)
    return { text: `the page has no date; ${drilled}`, tone: drill === undefined ? 'open' : 'good', guide };
  const words = (more: string) => `page: ${tried}${more}; ${drilled}`;
  if (tried > today) return { text: words(', in the future'), tone: 'attention', guide };
  if (daysBetween(tried, today) > 366) return { text: words(', over a year ago'), tone: 'attention', guide };
  return { text: words(''), tone: 'good', guide };
}
