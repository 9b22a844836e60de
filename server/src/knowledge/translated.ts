import type { ChecklistItem } from '../model/review.ts';
import type { Bundled, ItemTexts, PageTexts } from './bundled.ts';

/** The language whose translation serves a locale, as editors and systems name it: `zh-cn`, `zh_CN.UTF-8`; undefined for English. */
export function languageOf(locale: string | undefined): 'zh' | undefined {
  return /^zh\b|^zh_/i.test(locale ?? '') ? 'zh' : undefined;
}

/** The data with the texts of a locale, as far as they are translated. */
export function inLanguage(bundled: Bundled, locale: string | undefined): Bundled {
  const language = languageOf(locale);
  const translation = language && bundled.translations?.[language];
  if (!translation) return bundled;
  return {
    ...bundled,
    items: bundled.items.map((item) => translatedItem(item, own(translation.items, item.id))),
    guide: bundled.guide.map(({ id, text }) => ({ id, text: translatedPage(text, own(translation.guide, id)) })),
  };
}

function translatedItem(item: ChecklistItem, texts: ItemTexts | undefined): ChecklistItem {
  if (!texts) return item;
  const { asks, risk, claims, absent = {}, ...rest } = texts;
  return {
    ...item,
    ...rest,
    ...(risk === undefined ? {} : { risk }),
    asks: { ...item.asks, ...asks },
    claims: item.claims.map((claim) => ({
      ...claim,
      text: own(claims, claim.id) ?? claim.text,
      ...(claim.absent === undefined ? {} : { absent: own(absent, claim.id) ?? claim.absent }),
    })),
  };
}

/** A bundled page begins with front matter, a heading and a paragraph; all else stays as it is. */
function translatedPage(text: string, texts: PageTexts | undefined): string {
  if (!texts) return text;
  const { title, opening } = texts;
  // In Markdown the end of a line is a space, of which Chinese has none between sentences.
  return text.replace(
    /^(---\n(?:(?!---\n).*\n)*?)title: .*\n((?:(?!---\n).*\n)*---\n+)# .*\n+(?:.+\n)+/,
    (_, before: string, after: string) =>
      `${before}title: ${title}\n${after}# ${title}\n\n${opening.replace(/\n/g, '')}\n`,
  );
}

function own<T>(all: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined;
}
