const months = 'january february march april may june july august september october november december'.split(' ');
const monthNames = months.map((month) => `${month}|${month.slice(0, 3)}`).join('|');
const digits = /(?<!\d)(20\d{2})[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)/;
const monthFirst = `\\b(?<month>${monthNames})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>20\\d{2})\\b`;
const dayFirst = `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?<month>${monthNames})\\.?,? (?<year>20\\d{2})\\b`;

/** The first day that words name, with how they say it. */
export function dateIn(
  words: string,
): { readonly date: string; readonly said: string; readonly at: number } | undefined {
  const written = digits.exec(words);
  if (written) {
    const date = valid(`${written[1]}-${written[2]}-${written[3]}`);
    return date === undefined ? undefined : { date, said: written[0], at: written.index };
  }
  const spoken = new RegExp(monthFirst, 'i').exec(words) ?? new RegExp(dayFirst, 'i').exec(words);
  if (!spoken?.groups) return undefined;
  const { month = '', day = '', year = '' } = spoken.groups;
  const nth = months.findIndex((each) => each.startsWith(month.toLowerCase())) + 1;
  const date = valid(`${year}-${String(nth).padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date === undefined ? undefined : { date, said: spoken[0], at: spoken.index };
}

/** The first day that words name, as an ISO date. */
export function isoDate(words: string): string | undefined {
  return dateIn(words)?.date;
}

function valid(date: string): string | undefined {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}
