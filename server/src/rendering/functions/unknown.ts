/** Functions of Helm whose result we do not compute, each with the reason: their values are shown as unknown. */
export const unknownFunctions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['randAlphaNum', 'randAlpha', 'randAscii', 'randNumeric', 'randBytes', 'randInt', 'uuidv4', 'shuffle'].map(
      (name) => [name, `${name} gives another value each time`],
    ),
  ),
  ...Object.fromEntries(
    [
      'genPrivateKey',
      'genCA',
      'genCAWithKey',
      'genSelfSignedCert',
      'genSelfSignedCertWithKey',
      'genSignedCert',
      'genSignedCertWithKey',
      'buildCustomCert',
    ].map((name) => [name, `${name} gives another key or certificate each time`]),
  ),
  ...Object.fromEntries(
    ['bcrypt', 'htpasswd', 'encryptAES'].map((name) => [name, `${name} gives another value each time`]),
  ),
  ...Object.fromEntries(['now', 'ago'].map((name) => [name, `${name} depends on the time of the deployment`])),
  ...Object.fromEntries(
    [
      'date',
      'date_in_zone',
      'dateInZone',
      'date_modify',
      'dateModify',
      'must_date_modify',
      'mustDateModify',
      'htmlDate',
      'htmlDateInZone',
      'toDate',
      'mustToDate',
      'unixEpoch',
    ].map((name) => [name, `${name} depends on a time`]),
  ),
  ...Object.fromEntries(
    ['derivePassword', 'decryptAES', 'call', 'toToml', 'mustToToml', 'fromToml', 'abbrevboth'].map((name) => [
      name,
      `Production Readiness does not compute ${name}`,
    ]),
  ),
  getHostByName: 'getHostByName asks the network',
};
