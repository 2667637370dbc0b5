import path from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');
const migrations = await readD1Migrations(path.join(root, 'worker/migrations'));

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'pure',
          environment: 'node',
          include: [
            'shared/**/*.test.ts',
            'worker/**/*.test.ts',
            'extension/**/*.test.ts',
            'test/architecture/*.test.ts',
            'test/pages/*.test.ts',
            'test/tools/**/*.test.ts',
            'test/shop/*.test.ts',
            'test/site/*.test.ts',
            'test/simulate/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'worker/console/**'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        plugins: [preact()],
        test: {
          name: 'views',
          environment: 'happy-dom',
          include: ['extension/**/*.test.tsx', 'worker/console/**/*.test.tsx', 'worker/console/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        root,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: path.join(root, 'worker/wrangler.jsonc') },
            miniflare: {
              bindings: {
                MIGRATIONS: migrations,
                ENVIRONMENT: 'test',
                PUBLIC_ORIGIN: 'https://gloss.test',
                TOKEN_KEYS: 'k2:dGVzdC1rZXktdHdvLXRlc3Qta2V5LXR3by10ZXN0LWtleS0y,k1:dGVzdC1rZXktb25lLXRlc3Qta2V5LW9uZS10ZXN0LWtleS0x',
                SECRET_SEED: 'dGVzdC1zZWVkLXRlc3Qtc2VlZC10ZXN0LXNlZWQtdGVzdC1zZWVk',
                OPERATOR_EMAIL: 'operator@gloss.test',
                LOCAL_HOSTS: '',
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/flows/*.test.ts'],
          globalSetup: ['test/harness/next-item.ts'],
          setupFiles: ['test/harness/migrate.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
