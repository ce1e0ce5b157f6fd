const { statSync } = require('node:fs');
const perfHooks = require('node:perf_hooks');
const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What this worker has read, compiled and found, for all test files that it runs. */
const transformed = new Map();
const scripts = new Map();
const resolved = new Map();
const mocks = new Map();

/**
 * Jest reads, compiles and looks for each of the 3,000 modules of the application again for each test file, which takes
 * three seconds. Here a worker does so once. Each test file still runs every module itself, in a context of its own.
 */
module.exports = class extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    if (rest[3].collectCoverage) return;
    keepTransformed(this.transformCache);
    keepCompiled(this.executor, environment);
    Object.assign(this._resolution, { cjsCache: resolved, manualMockCache: mocks, clear: () => undefined });
  }

  teardown() {
    for (const observer of observers) observer.disconnect();
    observers.clear();
    super.teardown();
  }
};

/** A file that has changed since is read again, as watching needs it. */
function keepTransformed(cache) {
  const transform = cache.transform.bind(cache);
  cache.transform = (filename, options) => {
    const { mtimeMs, size } = statSync(filename);
    const key = `${options?.isInternalModule === true} ${mtimeMs} ${size}`;
    let known = transformed.get(filename);
    if (known?.key !== key) {
      known = { key, code: transform(filename, options), file: cache.transforms.get(filename) };
      transformed.set(filename, known);
    }
    if (known.file) cache.transforms.set(filename, known.file);
    // Jest reads stack traces with these.
    if (known.file?.sourceMapPath) cache.sourceMaps.set(filename, known.file.sourceMapPath);
    return known.code;
  };
}

function keepCompiled(executor, environment) {
  const compile = executor.compile.bind(executor);
  const head = `(function(${executor.injectedModuleParameters.join(',')}){`;
  executor.compile = (code, filename) => {
    const context = environment.getVmContext();
    if (context === null) return null;
    let known = scripts.get(filename);
    if (known?.code !== code) {
      try {
        known = { code, script: new Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }) };
      } catch {
        // Jest explains what is wrong.
        return compile(code, filename);
      }
      scripts.set(filename, known);
    }
    return known.script.runInContext(context);
  };
}

// prom-client watches the event loop and the garbage collector for as long as its process lives. Of each application that a
// test file has started and stopped, that kept a timer running and all memory. So there is one timer, and an end.
const lag = perfHooks.monitorEventLoopDelay();
lag.enable();
perfHooks.monitorEventLoopDelay = () => lag;

const observers = new Set();
perfHooks.PerformanceObserver = class extends perfHooks.PerformanceObserver {
  constructor(callback) {
    super(callback);
    observers.add(this);
  }
};
