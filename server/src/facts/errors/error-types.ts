import type { ErrorHandler } from '../../model/code-fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Types that hold whatever may go wrong. */
const broadTypes: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  python: /^(builtins\.)?(Base)?Exception(Group)?$/,
  java: /^(java\.lang\.)?(Throwable|Exception|RuntimeException|Error)$/,
  csharp: /^(System\.)?(Exception|SystemException|ApplicationException)$/,
};

/** Java's exceptions that need no handler: one for them is there because somebody expects them. Of others that cannot be told. */
const unchecked =
  /(^|\.)(IllegalArgument|IllegalState|NumberFormat|NullPointer|ClassCast|(Array|String)?IndexOutOfBounds|NoSuchElement|UnsupportedOperation|DateTime(Parse)?|Arithmetic|ConcurrentModification|InputMismatch|Security|InvalidPath|BufferOverflow|BufferUnderflow|EmptyStack|MissingResource|UncheckedIO|CancellationException|RejectedExecution|NoSuchBean|Completion|IllegalFormat|Unsupported(Charset|TemporalType)|IllegalCharsetName|PatternSyntax|HttpClientError|HttpServerError|RestClient|ResourceAccess|DataAccess|EmptyResultDataAccess|DuplicateKey|OptimisticLock|EntityNotFound|NoResult|StatusRuntime|FeignException|JSONException|JsonSyntax|ConstraintViolation|InvalidMediaType)(Exception)?(\.\w+)?$/;

/** Whether the language demands no handler for a type. */
export function isUnchecked(type: string): boolean {
  return unchecked.test(type);
}

/** Whether a handler takes only errors that somebody chose. */
export function isChosen({ outline }: ResolvedCode, types: readonly string[]): boolean {
  const broad = broadTypes[outline.language];
  return broad !== undefined && types.length > 0 && !types.some((type) => broad.test(type));
}

/** What a handler's types say: that somebody chose them, or that the language demands a handler. */
export function choiceOf(
  code: ResolvedCode,
  { types, empty, falls }: { types: readonly string[]; empty: boolean; falls: boolean },
): Pick<ErrorHandler, 'chosen' | 'demanded'> {
  const chosen = isChosen(code, types);
  if (code.outline.language !== 'java') return chosen ? { chosen: true } : {};
  if (!types.every((type) => unchecked.test(type))) return { demanded: true };
  // Nothing takes the place of what failed: to name the type is not to deal with it.
  return chosen && (!empty || falls) ? { chosen: true } : {};
}

/** Names by which those who write Java say that an error is caught and not looked at on purpose. */
const waived = /^_*(ignored?|ignore[A-Z]\w*|expected|unused|swallowed)\w*$|^\w+(Ignored?|Unused|Expected)$/;

/** Whether the name of what is caught says why nothing is done. */
export function isWaivedByName({ outline }: ResolvedCode, name: string | undefined): boolean {
  return outline.language === 'java' && name !== undefined && waived.test(name);
}
