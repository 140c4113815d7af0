/** Where the build is served for the tests: at the root of one port, and below a path of the next. */

/** Another port lets two checkouts test at the same time. */
export const PORT = Number(process.env.E2E_PORT ?? 4179);

/** A static host need not serve the page from its root. */
export const SUB_PATH = { port: PORT + 1, base: '/deep/sub/' };
