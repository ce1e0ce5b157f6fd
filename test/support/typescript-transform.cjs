const { createTransformer } = require('@swc/jest');

/**
 * Compiles TypeScript for jest. Our imports end in `.js`, as Node wants them; under jest the file beside it is `.ts`, so
 * the ending is left out. (moduleNameMapper would do the same, but not for globalSetup.)
 */
module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      ...swc,
      process(source, file, jestOptions) {
        const { code, map } = swc.process(source, file, jestOptions);
        return { code: code.replaceAll(/require\("(\.{1,2}\/[^"]+)\.js"\)/g, 'require("$1")'), map };
      },
    };
  },
};
