import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A headless browser that collects what must not happen on any page. */
export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? KNOWN.find(existsSync);
  if (!executablePath) throw new Error('No Chromium found: set CHROMIUM to its path');
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
  const faults = [];
  const newPage = async (options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(
          `CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
        );
      });
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      const text = message.text();
      const expected = /Failed to load resource/.test(text);
      if (message.type() === 'error' && !expected) faults.push(`${page.url()} console: ${text}`);
    });
    page.on('pageerror', (error) => faults.push(`${page.url()} error: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      const own =
        origin === new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin;
      if (protocol.startsWith('http') && !own)
        faults.push(`${page.url()} asks another origin: ${origin}`);
    });
    page.setDefaultTimeout(20_000);
    return page;
  };
  return { browser, newPage, faults };
}
