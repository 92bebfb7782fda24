import { defineConfig } from 'vite';

// biome-ignore lint/style/noDefaultExport: this is where Vite looks for its configuration.
export default defineConfig({
  base: '/ui/',
  resolve: { conditions: ['@quorate/source'] },
  build: {
    // Everything is a file of its own: the page's CSP allows no inline script, style or data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
