/** `npm test`: everything but test/slow, which `npm run test:slow` runs. `npx jest <path>` runs any test. */
module.exports = { ...require('./jest.config.cjs'), testPathIgnorePatterns: ['/node_modules/', '/test/slow/'] };
