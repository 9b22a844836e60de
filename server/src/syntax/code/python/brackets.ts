/** Brackets of Python beside those of signs: a string with code in it, a piece of code in one, an indented block. */
export const bracket = { string: 104, code: 105, block: 106 } as const;
