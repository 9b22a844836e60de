/** Functions that give one of their arguments, or a copy of it. */
export const passing = new Set(['default', 'required', 'coalesce', 'or', 'and', 'deepCopy', 'mustDeepCopy', 'ternary']);

/** Functions that print what they are given, also where it is nothing. */
export const printing = new Set(
  'quote squote toYaml toJson indent nindent b64enc printf print upper lower trunc trim trimSuffix trimPrefix int int64 toString replace'.split(
    ' ',
  ),
);

/** Functions that change a map that they are given. */
export const changing = new Set(['set', 'unset', 'merge', 'mustMerge', 'mergeOverwrite', 'mustMergeOverwrite']);

/** Functions that take the chart's own `.` to hand it on, or to look at a part of it. */
export const carrying = new Set([
  ...passing,
  ...changing,
  ...'include tpl dict list tuple append prepend concat get index hasKey dig not empty kindIs kindOf typeIs typeOf eq ne first last'.split(
    ' ',
  ),
]);
