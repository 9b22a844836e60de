/** Whether a path that a person wrote, relative to a workspace, stays in it on every system: neither absolute nor with `..`. */
export function isInnerPath(file: string): boolean {
  return !/^([/\\]|[a-z]:)/i.test(file) && !file.split(/[/\\]/).includes('..');
}
