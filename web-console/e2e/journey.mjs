// The main way through the console in a real browser: set-up, upload, a job with a moving chart, a deployed model,
// a prediction. Every screen is photographed at 1440 and 390 px, light and dark, and must pass axe, the content
// policy and the width of the window.
//
//   TRAINYARD_URL          the platform, for example http://127.0.0.1:8080 (default)
//   TRAINYARD_SETUP_TOKEN  token of the set-up link; without it the journey signs in
//   TRAINYARD_USER, TRAINYARD_PASSWORD   account to create or to use
//   SCREENSHOTS            folder for the pictures (default e2e/out)
//   SHORT=1                only the main way, one picture of each step's end
import { fileURLToPath } from 'node:url';
import { letDeviceIn, makeRobot, makeToken, searchAudit, useSecondFactor } from './access.mjs';
import { openBrowser } from './browser.mjs';
import { endAnOrganisation, eraseSomebody, leaveAndComeBack } from './leave.mjs';
import { look } from './looks.mjs';
import { confirmTheAddress, loseThePassword } from './mails.mjs';
import {
  deployAndPredict,
  enter,
  resumeUpload,
  train,
  uploadDataset,
  walkAround,
} from './steps.mjs';

const { env } = process;
const journey = {
  origin: (env.TRAINYARD_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, ''),
  setupToken: env.TRAINYARD_SETUP_TOKEN,
  name: env.TRAINYARD_USER ?? 'ada',
  password: env.TRAINYARD_PASSWORD ?? 'correct horse battery staple',
  dataset: env.TRAINYARD_DATASET ?? 'flowers',
  folder: env.SCREENSHOTS ?? fileURLToPath(new URL('./out', import.meta.url)),
};

const { browser, newPage, faults } = await openBrowser();
journey.faults = faults;
const page = await newPage();
const picture = (name) => (env.SHORT ? undefined : look(page, name, journey));
const step = async (title, run) => {
  const started = performance.now();
  await run();
  console.log(`${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

try {
  await step('sign in', () => enter(page, journey, picture));
  await step('upload a dataset', () => uploadDataset(page, journey, picture));
  await step('train', () => train(page, journey, picture));
  await step('deploy and predict', () => deployAndPredict(page, picture));
  await step('resume an upload', () => resumeUpload(page, journey, picture));
  await step('let a device in', () => letDeviceIn(page, journey, picture));
  await step('search the audit trail', () => searchAudit(page, journey, picture));
  await step('make a token', () => makeToken(page, journey, picture));
  await step('make a robot', () => makeRobot(page, journey, picture));
  if (!env.SHORT) await step('look around', () => walkAround(page, journey, picture));
  await step('confirm the address', () => confirmTheAddress(page, journey, picture));
  await step('lose the password', () => loseThePassword(page, journey, picture));
  await step('leave and come back', () => leaveAndComeBack(page, journey, picture));
  await step('erase somebody', () => eraseSomebody(page, journey, picture));
  await step('end an organisation', () => endAnOrganisation(page, journey, picture));
  await step('use a second factor', () => useSecondFactor(page, journey, picture));
} catch (error) {
  await page
    .screenshot({ path: `${journey.folder}/failed.png`, fullPage: true })
    .catch(() => undefined);
  faults.push(`stopped at ${page.url()}: ${error.message}`);
} finally {
  await browser.close();
}
for (const fault of faults) console.error(`FAULT ${fault}`);
console.log(faults.length === 0 ? 'The journey is clean' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
