import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import { Config } from '../../src/config/config.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';

interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly securityContext: object;
  readonly readinessProbe?: { readonly httpGet: { readonly path: string } };
  readonly livenessProbe?: { readonly httpGet: { readonly path: string } };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template?: {
      readonly spec: { readonly securityContext: object; readonly containers: readonly Container[] };
    };
  };
}

interface Service {
  readonly image: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const textOf = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const yaml = <Document>(path: string) => loadAll(textOf(path), { schema: YAML11_SCHEMA }) as Document[];

const MANIFESTS = readdirSync(join(PROJECT_ROOT, 'deploy/kubernetes'))
  .filter((name) => name !== 'kustomization.yaml')
  .flatMap((name) => yaml<Manifest>(`deploy/kubernetes/${name}`));
const PODS = MANIFESTS.flatMap(({ metadata, spec }) =>
  spec.template ? [{ name: metadata.name, pod: spec.template.spec }] : [],
);
const [COMPOSE] = yaml<{ services: Record<string, Service> }>('compose.yaml');

/** Names of metrics in expressions: those that a server exports, without the suffixes of histograms. */
const metricsIn = (text: string) =>
  [
    ...text.matchAll(/\b(?!histogram_quantile|min_over_time)[a-z]+(?:_[a-z0-9]+)+\b|\b(?:deliveries|up)\b(?=\{|\)| )/g),
  ].map(([name]) => name);

describe('what operators deploy', () => {
  let app: TestApp;
  let exported: Set<string>;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.nobody.post('/auth/login', { email: 'nobody@example.com', password: 'not this one 7' });
    const { body } = await app.nobody.get('/metrics');
    exported = new Set([...(body as string).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
  });

  afterAll(() => app.stop());

  it('asks only for metrics that there are', () => {
    const [alerts] = yaml<{ groups: { rules: { expr: string }[] }[] }>('deploy/prometheus/alerts.yaml');
    const { panels } = JSON.parse(textOf('deploy/grafana/dashboards/vibe.json')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const expressions = [
      ...alerts!.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    const withoutLabels = expressions.map((expr) =>
      expr
        .replace(/\{[^}]*\}/g, '{')
        .replace(/by \([^)]*\)/g, '')
        .replace(/\[[^\]]*\]/g, ' '),
    );
    const asked = withoutLabels.flatMap(metricsIn).filter((name) => name !== 'up');
    expect(asked.length).toBeGreaterThan(15);
    const known = (name: string) => exported.has(name) || exported.has(name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.filter((name) => !known(name))).toEqual([]);
  });

  it('runs as nobody in particular, on a file system that it cannot write to', () => {
    expect(PODS.map(({ name }) => name).sort()).toEqual(['vibe-migrate', 'vibe-server', 'vibe-worker']);
    for (const { pod } of PODS) {
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { securityContext } of pod.containers) {
        expect(securityContext).toEqual({
          ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          capabilities: { drop: ['ALL'] },
        });
      }
    }
    const ours = Object.values(COMPOSE!.services).filter(({ image }) => image === 'vibe-coaching-backend');
    expect(ours).toHaveLength(3);
    for (const service of ours) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it('probes paths that answer', async () => {
    const probes = PODS.flatMap(({ pod }) =>
      pod.containers.flatMap(({ readinessProbe, livenessProbe }) => [readinessProbe, livenessProbe]),
    ).flatMap((probe) => (probe ? [probe.httpGet.path] : []));
    expect(probes).toHaveLength(2);
    for (const path of probes) expect([path, (await app.nobody.get(path)).status]).toEqual([path, 200]);
  });

  it('starts programs that the build has', () => {
    const commands = [
      ...PODS.flatMap(({ pod }) => pod.containers.flatMap(({ command }) => (command ? [command] : []))),
      ...Object.values(COMPOSE!.services).flatMap(({ image, command }) =>
        image.startsWith('vibe') && command ? [command] : [],
      ),
    ].map((command) => command[1]!);
    const units = ['server', 'worker', 'migrate'].map(
      (name) => /ExecStart=\S+ (\S+)/.exec(textOf(`deploy/systemd/vibe-${name}.service`))?.[1],
    );
    const sources = [...commands, ...units].map((script) => script!.replace('dist/', '').replace(/\.js$/, '.ts'));
    expect(sources.length).toBe(7);
    for (const source of sources) expect(textOf(source)).not.toBe('');
  });

  it('gives the server settings that it accepts', () => {
    const { environment } = COMPOSE!.services['server']!;
    const filled = Object.entries(environment!).map(([name, value]) => [
      name,
      value
        .replace(/\$\{[A-Z_]+:\?[^}]*\}/g, 'x'.repeat(12) + 'kJ8s0x2mQ4v6b8n1z3c5A7d9F2h4J6k8')
        .replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1'),
    ]);
    expect(() => new Config(Object.fromEntries(filled) as NodeJS.ProcessEnv)).not.toThrow();
  });
});
