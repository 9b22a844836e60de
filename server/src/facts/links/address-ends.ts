/** Ends of the names of variables that hold an address. */
export const addressEnds = '(?:URL|URI|HOST|ADDR|ADDRESS|DSN|ENDPOINT|DATABASE)';
