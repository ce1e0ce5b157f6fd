export const DEMO_PASSWORD = 'vibe-demo-2026';
export const DEMO_EMAILS: readonly string[] = [];
export function seedWhenEmpty(_url: string, _say: (line: string) => void): Promise<void> {
  return Promise.resolve();
}
