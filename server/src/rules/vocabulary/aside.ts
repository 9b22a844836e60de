/** Whether a file serves no users, by its path: development servers, scripts, stand-ins for tests, metrics and profiles. */
export function isAside(file: string): boolean {
  return aside.test(file) || /[._-](dev|mock|stub|fake|local)\.[^/]+$/i.test(file);
}

const aside =
  /(^|\/)(scripts?|tools?|hack|dev|mocks?|stubs?|fakes?|\w*-?test-?utils?|testutils?|testing|playground|\.?storybook|webpack|gulp|grunt|docs?|website|metrics|pprof|debug|diagnostics?)(\/|[.-][^/]*$)/i;
