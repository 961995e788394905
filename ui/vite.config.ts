import { defineConfig } from 'vitest/config';

// The oldest webviews the program meets: WebView2 109 on Windows, WebKitGTK 2.38 (Safari 16) on Kylin and UOS.
export default defineConfig({
  base: './',
  build: { target: ['chrome109', 'safari16'], modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  test: { environment: 'happy-dom', environmentOptions: { happyDOM: { width: 1366, height: 768 } }, include: ['test/**/*.test.ts'] },
});
