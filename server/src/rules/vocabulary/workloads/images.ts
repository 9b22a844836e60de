/** What fixes the version of an image's name. */
export type Pin =
  | { readonly state: 'pinned'; readonly by: 'tag' | 'digest' }
  /** `moving`: it may stand for the newest of a kind: `22`, `stable`. */
  | { readonly state: 'latest' | 'untagged' | 'moving' | 'unknown' }
  /** It is no image that is pulled. */
  | { readonly state: 'none' };

const reference = /^(?<name>[^\s:@]+(?::\d+\/[^\s:@]+)?)(?::(?<tag>[^\s:@/]+))?(?:@(?<digest>\w+:\w+))?$/;

/** How an image's name says which version it is. */
export function pinOf(image: string): Pin {
  const text = image.trim();
  if (text === '' || text === 'scratch' || text === 'auto' || text.startsWith('ko://')) return { state: 'none' };
  const parts = reference.exec(text)?.groups;
  // A template may fill in the name alone, or the version too.
  if (/[$%{}<>()\\]|__/.test(text)) {
    const tag = /:(?<tag>[\w.-]+)$/.exec(text)?.groups?.['tag'];
    if (tag !== undefined && isWhole(tag)) return { state: 'pinned', by: 'tag' };
    return tag === 'latest' ? { state: 'latest' } : { state: 'unknown' };
  }
  if (!parts) return { state: 'unknown' };
  if (parts['digest'] !== undefined) return { state: 'pinned', by: 'digest' };
  if (parts['tag'] === undefined) return { state: isPlaceholder(text) ? 'unknown' : 'untagged' };
  if (isBranch(parts['tag'])) return { state: 'latest' };
  return isWhole(parts['tag']) ? { state: 'pinned', by: 'tag' } : { state: 'moving' };
}

/** A version to its last number, or a date, a build or a commit: `22`, `22.12` and `stable` move on with each release. */
function isWhole(tag: string): boolean {
  return /\d+[._-]\d+[._-]\d+|\d{4}|\b(?=[a-f]*\d)[0-9a-f]{7,}\b/i.test(tag);
}

/** Whether a tag of an image or of an action is called like a branch, or after the newest of all. */
export function isBranch(tag: string): boolean {
  return /^(main|master|head|develop|dev|trunk|latest|edge|nightly|next|canary|snapshot)$|^latest-|-latest$|-SNAPSHOT$/i.test(
    tag,
  );
}

/** The tag of an image's name; undefined where it has none. */
export function tagOf(image: string): string | undefined {
  return /:([^/:@]+)(@|$)/.exec(image)?.[1];
}

/** The image's name without tag and digest. */
export function nameOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

function isPlaceholder(text: string): boolean {
  return (
    /^[A-Z][A-Z0-9_]*$/.test(text) || /(^|[-_/])(placeholder|replace[-_]?me|changeme|todo|tbd)([-_/]|$)/i.test(text)
  );
}
