import { literally } from '../literally.ts';

/**
 * The name under which a Go file uses a package that it imports without alias.
 * The package clause is in another module, so the name is taken from the path, and from what the file uses where that leaves a choice.
 */
export function localName(module: string, text: string): string {
  const segments = module.split('/');
  const last = segments.at(-1) ?? '';
  const versioned = /^v\d+$/.test(last) && segments.length > 1;
  const segment = (versioned ? (segments.at(-2) ?? last) : last).replace(/\.v\d+$/, '');
  if (/^[\p{L}_][\p{L}\d_]*$/u.test(segment)) return segment;
  const words = segment.split(/[-.]/).filter((word) => word !== '');
  const inner = words.filter((word) => word !== 'go' && word !== 'golang');
  const candidates = [inner.join(''), inner.join('_'), inner.at(-1), inner[0], words.join(''), words.at(-1)];
  const used = candidates.find((name) => name && new RegExp(`\\b${literally(name)}\\.`).test(text));
  return used ?? candidates[0] ?? segment;
}
