/** Two models may have files of one name: in a link each but the first has a number after it, which no file is called. */

const NUMBER = /#\d+$/;

export const numberedLink = (link: string, nth: number): string =>
  nth === 1 ? link : `${link}#${nth}`;

/** The name that the files have. */
export const withoutNumber = (name: string): string => name.replace(NUMBER, '');
