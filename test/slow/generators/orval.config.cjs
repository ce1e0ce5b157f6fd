module.exports = {
  api: { input: './openapi.json', output: { target: './orval/api.ts', client: 'fetch', mode: 'single' } },
  schemas: { input: './openapi.json', output: { target: './orval/zod.ts', client: 'zod', mode: 'single' } },
};
