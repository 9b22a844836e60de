/** Nobody wraps a type more often. */
const maxWrappers = 20;

/** A type as written, without what may stand around it: `Optional[X]`, `X | None`, `"X"` and `Annotated[X, …]` are `X`. */
export function plainAnnotation(written: string): string {
  let type = written.trim();
  for (let before = '', times = 0; before !== type && times < maxWrappers; times++) {
    before = type;
    type = type.replace(/^(['"])(.*)\1$/s, '$2').trim();
    type = type
      .replace(/^(?:typing\.|t\.)?(?:Optional|Annotated|Final|ClassVar|Mapped)\[([^[\],]*).*\]$/s, '$1')
      .trim();
    const choices = type.split('|').map((part) => part.trim());
    if (choices.length > 1 && !type.includes('[')) type = choices.filter((part) => part !== 'None').join(' | ');
  }
  return type;
}
