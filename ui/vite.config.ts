import { defineConfig } from 'vitest/config';

/** Takes the indentation out of the page's templates; only they have line ends in a literal, and none of them keeps blanks. */
const flat = { name: 'flat-templates', renderChunk: (code: string) => ({ code: code.replace(/\n\s+/g, '\n'), map: null }) };

/** In place of Vite's own helper, which loads styles along with a chunk: all styles are there from the start. */
const bare = {
  name: 'bare-import',
  enforce: 'pre' as const,
  load: (id: string) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

// The oldest webviews the program meets: WebView2 109 on Windows, WebKitGTK 2.38 (Safari 16) on Kylin and UOS.
export default defineConfig({
  base: './',
  plugins: [flat, bare],
  // lit-html's notice stands once, in index.html.
  esbuild: { legalComments: 'none' },
  build: { target: ['chrome109', 'safari16'], modulePreload: false, assetsInlineLimit: 0 },
  test: { environment: 'happy-dom', environmentOptions: { happyDOM: { width: 1366, height: 768 } }, include: ['test/**/*.test.ts'] },
});
