import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** The server the page talks to while it is developed; `recount serve DIR` prints the address. */
const server = process.env['RECOUNT_SERVER'] ?? 'http://127.0.0.1:7311';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2023',
    // Nothing is inlined: the content-security-policy allows neither inline script nor inline style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { chunkFileNames: ({ facadeModuleId, name }) => `assets/${/views\/([\w-]+)\//.exec(facadeModuleId ?? '')?.[1] ?? name}-[hash].js` } },
  },
  // The program answers its own page only: the origin of the development server is written over.
  server: { proxy: Object.fromEntries(['/api', '/preview'].map((path) => [path, { target: server, changeOrigin: true, headers: { origin: server } }])) },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
