import { inEnglish } from '#say';
import { linkProblems } from '../../src/store/values.ts';

/** What an address asks for in vain, in English. */
export const problemsOf = (address: string): string[] => linkProblems(address).map(inEnglish);
