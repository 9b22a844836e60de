import { brackets } from '../scanner/lexicon.ts';
import type { Scan } from '../scanner/state.ts';
import { marks } from './tags.ts';

/** A template. Substitutions are brackets in it; its text is no token. */
export function readTemplate(scan: Scan): boolean {
  scan.open(marks.template, scan.at + 1);
  readTemplateText(scan);
  return true;
}

/** Goes on in a template, behind its first sign or behind a substitution. */
export function readTemplateText(scan: Scan): void {
  const { text } = scan;
  for (let at = scan.at; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92) at++;
    else if (unit === 96) {
      scan.at = at;
      scan.close(marks.template, at + 1);
      return;
    } else if (unit === 36 && text.charCodeAt(at + 1) === 123) {
      scan.at = at;
      scan.open(marks.substitution, at + 2);
      return;
    }
  }
  scan.damage();
  scan.at = text.length;
}

/** `}` closes the innermost bracket that such a sign can close. */
export function closeCurly(scan: Scan): boolean {
  for (let depth = scan.depth - 1; depth >= 0; depth--) {
    const code = scan.code(scan.openAt(depth));
    if (code === brackets.curly) return false;
    if (code === marks.substitution || code === marks.container) {
      scan.close(code, scan.at + 1);
      return true;
    }
  }
  return false;
}
