/** Whether a build, and the tests, refuse a message that has no translation. */
export const STRICT = true;
