import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { serviceWorker } from '#codegen/service-worker.ts'

// the component library has its few words in 34 languages; the page speaks two
const twoLanguages: Plugin = {
  name: 'two-languages',
  load: (id) => (/\/intl\/[^/]+\/(?!zh-CN|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/.test(id) ? 'export default {}' : null),
}

// what every page begins with, and the small parts that most screens share, are one file: each further file costs a weak line
// half a kilobyte beside what it holds
const page = /client\/(main\.tsx|graph\/(feed|errors)\.ts|ui\/(dates|useSettled)\.ts)$|node_modules\/uuid\//

const client: UserConfig = {
  root: 'client',
  plugins: [react(), twoLanguages, compression({ threshold: 1024, logLevel: 'silent' }), serviceWorker],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', test: page }] } } },
  },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } } },
}

// one file holds all the server needs, so that it starts in half a second; what stays outside has native parts
// or is eight megabytes that few ask for
const server: UserConfig = {
  // graphql looks twice at every value that it completes unless this says production
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true, external: ['@node-rs/argon2', 'sharp', 'pg-native', '@graphql-yoga/render-graphiql'] },
  resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'], dedupe: ['graphql'] },
  build: {
    ssr: true,
    rolldownOptions: {
      input: {
        main: 'server/main.ts',
        'roster-worker': 'server/modules/rosters/worker.ts',
        'workbook-thread': 'server/modules/reports/workbook-thread.ts',
      },
      output: { chunkFileNames: '[name]-[hash].js' },
    },
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    copyPublicDir: false,
  },
}

export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? server : client))
