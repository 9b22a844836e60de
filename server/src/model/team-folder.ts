/** The folder that holds everything a team decides, in its repository. */
export const teamFolder = '.prr';

/** Where it describes its services. */
export const serviceFolder = '.prr/services';
