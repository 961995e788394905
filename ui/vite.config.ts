import { defineConfig } from 'vitest/config';

/** Takes the indentation out of the page's templates; only they have line ends in a literal, and none of them keeps blanks. */
const flat = { name: 'flat-templates', renderChunk: (code: string) => ({ code: code.replace(/\n\s+/g, '\n'), map: null }) };

// The oldest webviews the program meets: WebView2 109 on Windows, WebKitGTK 2.38 (Safari 16) on Kylin and UOS.
export default defineConfig({
  base: './',
  plugins: [flat],
  // lit-html's notice stands once, in index.html.
  esbuild: { legalComments: 'none' },
  build: { target: ['chrome109', 'safari16'], modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  test: { environment: 'happy-dom', environmentOptions: { happyDOM: { width: 1366, height: 768 } }, include: ['test/**/*.test.ts'] },
});
