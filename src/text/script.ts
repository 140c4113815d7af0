/** Which letters a text is written in. */

const OTHER_LETTER = /(?!\p{Script=Latin})\p{L}/u;

/** Whether a text has letters that are not Latin ones. */
export const hasOtherLetters = (text: string): boolean => OTHER_LETTER.test(text);
