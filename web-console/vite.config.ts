/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const platform = process.env.TRAINYARD_URL ?? 'http://127.0.0.1:8080';
const toPlatform = { target: platform, changeOrigin: true, ws: true };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    manifest: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': toPlatform,
      '/serve': toPlatform,
      '^/datasets/[^/]+/[^/]+/(resolve|raw)/': toPlatform,
      '^/[^/]+/[^/]+/(resolve|raw)/': toPlatform,
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    maxWorkers: 2,
    testTimeout: 40_000,
  },
});
