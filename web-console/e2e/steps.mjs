import { flowersCsv } from './data.mjs';

const by = (page, label) => page.getByLabel(label, { exact: true });

/** The first account, through the one-time link; or a sign-in where the platform is set up already. */
export async function enter(page, { origin, setupToken, name, password }, picture) {
  if (!setupToken) {
    await page.goto(`${origin}/login`);
    await by(page, 'Name or e-mail').fill(name);
    await page.locator('input[name=password]').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page.waitForURL(`${origin}/`);
  }
  await page.goto(`${origin}/setup#token=${setupToken}`);
  await by(page, 'User name').waitFor();
  await picture('01-setup');
  await by(page, 'User name').fill(name);
  await by(page, 'Full name (optional)').fill('Ada Example');
  await by(page, 'E-mail').fill(`${name}@example.org`);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await page.getByRole('heading', { name: /Welcome/ }).waitFor();
  await page.getByRole('link', { name: 'Upload a dataset' }).waitFor();
  await picture('02-home-empty');
}

/** Drops a table on the form, and waits until its columns are known. */
export async function uploadDataset(page, { origin, dataset }, picture) {
  await page.goto(`${origin}/datasets/new`);
  await page.locator('input[type=file]').setInputFiles({
    name: `${dataset}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(flowersCsv()),
  });
  await picture('03-new-dataset');
  await page.getByRole('button', { name: 'Create and upload' }).click();
  await page.getByRole('table', { name: 'Columns' }).waitFor({ timeout: 60_000 });
  await page.getByText('petal_width_cm').first().waitFor();
  await picture('04-dataset-data');
}

/** What is drawn now. Read inside the page: a chart that gets a further line is drawn on a new canvas. */
const drawn = (chart) => chart.evaluate((canvas) => canvas.toDataURL());

/** Whether the chart changes, within half a minute, while the job still runs. */
async function movesWhileRunning(page, chart) {
  const before = await drawn(chart);
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    await page.waitForTimeout(250);
    const now = await drawn(chart);
    if (!(await page.locator('[data-state=running]').first().isVisible())) return false;
    if (now !== before) return true;
  }
  return false;
}

/** Starts a job from the dataset, with rounds enough to look at it, and watches its curve grow. */
export async function train(page, { faults }, picture) {
  await page.getByRole('link', { name: 'Train a model' }).click();
  await page.getByText('Rows to learn from').waitFor();
  await picture('05-new-job');
  await page.getByText('Split, seed and hyperparameters').click();
  await by(page, 'rounds').fill('5000');
  await by(page, 'earlyStoppingRounds').fill('0');
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
  const chart = page.locator('.uplot canvas').first();
  await chart.waitFor({ timeout: 120_000 });
  if (!(await movesWhileRunning(page, chart)))
    faults.push('the chart does not move while the job runs');
  await picture('06-job-running');
  await page.getByRole('link', { name: 'Open the model' }).waitFor({ timeout: 600_000 });
  await picture('07-job-done');
}

/** Deploys the new version and asks it for an answer. */
export async function deployAndPredict(page, picture) {
  await page.getByRole('link', { name: 'Open the model' }).click();
  await page.getByRole('heading', { name: 'Version 1' }).waitFor();
  await picture('08-model');
  await page.getByRole('link', { name: /^Deploy v1/ }).click();
  await page.getByRole('button', { name: 'Deploy' }).waitFor();
  await by(page, 'Version').waitFor();
  await picture('09-new-deployment');
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.locator('[data-state=ready]').first().waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Predict' }).click();
  await page.getByTestId('answer').waitFor();
  await picture('10-prediction');
}

/** Screens beside the main way, each with something on it. */
export async function walkAround(page, { origin, name, dataset }, picture) {
  const screens = [
    ['11-home', '/'],
    ['12-datasets', '/datasets'],
    ['13-dataset-files', `/datasets/${name}/${dataset}?tab=files`],
    ['14-dataset-settings', `/datasets/${name}/${dataset}?tab=settings`],
    ['15-dataset-use', `/datasets/${name}/${dataset}?tab=use`],
    ['16-models', '/models'],
    ['17-model-card', `/${name}/${dataset}-kind?tab=card`],
    ['18-jobs', '/jobs'],
    ['19-deployments', '/deployments'],
    ['20-profile', '/settings/profile'],
    ['23-organisations', '/settings/organisations'],
    ['24-users', '/admin/users'],
    ['25-invitations', '/admin/invitations'],
    ['27-namespace', `/${name}`],
    ['28-missing', '/nobody/nothing-here'],
  ];
  for (const [title, path] of screens) {
    await page.goto(origin + path);
    await page.locator('main').waitFor();
    await page
      .locator('[aria-label=Loading]')
      .first()
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    await picture(title);
  }
  await page.goto(`${origin}/docs/api`);
  await page.getByRole('textbox', { name: /filter by path/i }).fill('dataset:write commits');
  await page.getByText('/api/v1/datasets/{ns}/{name}/commits', { exact: true }).click();
  await page.getByRole('heading', { name: 'Answers' }).waitFor();
  await picture('30-api-reference');
  await page.goto(origin);
  await page.locator('main').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(dataset);
  await page.getByRole('option', { name: new RegExp(`${name}/${dataset} `) }).waitFor();
  await picture('29-palette');
}

/** Breaks an upload off with a reload, chooses the file again, and sees it go on where it had stopped. */
export async function resumeUpload(page, { origin, name, dataset, faults }, picture) {
  const large = 'large.csv';
  const line = 'one,two,three\n';
  const buffer = Buffer.from(line.repeat(Math.ceil(12_000_000 / line.length)));
  const file = { name: large, mimeType: 'text/csv', buffer };
  await page.goto(`${origin}/datasets/${name}/${dataset}?tab=files`);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 1_500_000,
  });
  await page.locator('main input[type=file]').first().setInputFiles(file);
  await page.getByText(/left$/).waitFor();
  await page.waitForTimeout(2500);
  await picture('30-upload-running');
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.getByRole('heading', { name: 'Unfinished uploads' }).waitFor();
  const state = await page.getByText(/of 11.4 MiB received/).textContent();
  if (/^0 B/.test(state ?? '')) faults.push('nothing of the broken upload was kept');
  await picture('31-upload-unfinished');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent += Number(request.headers()['upload-offset'] ?? 0);
  });
  await page.getByLabel(`Choose ${large} again`).setInputFiles(file);
  await page.getByText('Uploaded and committed').last().waitFor();
  if (sent === 0) faults.push('the upload began again instead of going on');
}
