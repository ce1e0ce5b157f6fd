export default {
  input: './openapi.json',
  output: { path: './hey-api', module: { extension: '.js' } },
  plugins: [
    '@hey-api/client-fetch',
    { name: '@hey-api/sdk', validator: { response: 'zod' } },
    { name: 'zod', compatibilityVersion: 4 },
  ],
};
