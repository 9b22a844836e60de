/** What fixes the version of an image's name. */
export type Pin =
  | { readonly state: 'pinned'; readonly by: 'tag' | 'digest' }
  | { readonly state: 'latest' | 'untagged' | 'unknown' }
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
    if (tag !== undefined && /\d/.test(tag)) return { state: 'pinned', by: 'tag' };
    return tag === 'latest' ? { state: 'latest' } : { state: 'unknown' };
  }
  if (!parts) return { state: 'unknown' };
  if (parts['digest'] !== undefined) return { state: 'pinned', by: 'digest' };
  if (parts['tag'] === undefined) return { state: isPlaceholder(text) ? 'unknown' : 'untagged' };
  return parts['tag'] === 'latest' ? { state: 'latest' } : { state: 'pinned', by: 'tag' };
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
