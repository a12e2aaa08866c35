import { createHmac } from 'node:crypto';

const CLIENT = '26be6b09-91c5-47da-9861-d2d2bb7a7e36';

/** Waits for what comes next, and proves with the password to be there where the platform asks for that first. */
export async function reach(page, goal, { password }, picture) {
  const asked = page.getByRole('dialog', { name: 'Is it still you?' });
  await goal.or(asked).first().waitFor();
  if (!(await asked.isVisible())) return;
  await picture('39-step-up');
  await asked.locator('input[name=proof]').fill(password);
  await page.keyboard.press('Enter');
  await goal.waitFor();
}

const form = (values) => ({ method: 'POST', body: new URLSearchParams(values) });

/** A program in a terminal asks to sign in, and gets its token once the person has said yes in the browser. */
export async function letDeviceIn(page, { origin, faults }, picture) {
  const begun = await fetch(
    `${origin}/oauth/device`,
    form({ client_id: CLIENT, scope: 'read' }),
  ).then((answer) => answer.json());
  await page.goto(begun.verification_uri_complete);
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await picture('32-device-code');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Hugging Face CLI').waitFor();
  await picture('33-device-decision');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('The device is approved').waitFor();
  await picture('34-device-approved');
  const answer = await fetch(
    `${origin}/oauth/token`,
    form({
      client_id: CLIENT,
      device_code: begun.device_code,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    }),
  );
  if (!answer.ok) faults.push(`the approved device gets no token: ${await answer.text()}`);
}

/** Finds in the audit trail that the device was let in, looks at the entry, and downloads what was found. */
export async function searchAudit(page, { origin, faults }, picture) {
  await page.goto(`${origin}/admin/audit`);
  await page.getByRole('table', { name: 'Audit' }).waitFor();
  await picture('35-audit');
  await page.getByLabel('What', { exact: true }).fill('oauth-grant.create');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(/action=oauth-grant.create/);
  await page
    .getByRole('button', { name: /oauth-grant.create/ })
    .first()
    .click();
  await page.getByRole('dialog').getByText('Chain and place').waitFor();
  await picture('36-audit-entry');
  await page.keyboard.press('Escape');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  if ((await download.failure()) || download.suggestedFilename() !== 'audit.csv')
    faults.push(`the audit trail is not downloaded: ${await download.failure()}`);
}

/** A token with single permissions and limits, shown once, and revoked by its name. */
export async function makeToken(page, journey, picture) {
  const { origin, name, faults } = journey;
  await page.goto(`${origin}/settings/tokens`);
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('What it is for').fill('nightly');
  await page.getByLabel('Rights').selectOption('chosen');
  await page.getByLabel('Datasets').selectOption('write');
  await page.getByLabel('Only these (optional)').fill(name);
  await page
    .getByLabel('Only from these networks (optional)')
    .fill('203.0.113.0/24\n2001:db8::/32');
  await picture('40-new-token');
  await page.getByRole('button', { name: 'Create the token' }).click();
  const kept = page.getByRole('button', { name: 'I have kept it' });
  await reach(page, kept, journey, picture);
  await picture('41-token-once');
  await kept.click();
  await page.getByText('Datasets: write').first().waitFor();
  await picture('42-tokens');
  await page.getByRole('button', { name: 'Revoke nightly' }).first().click();
  await page.getByLabel('Type nightly to confirm').fill('nightly');
  await picture('43-revoke-token');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  if (await page.getByText('nightly').first().isVisible()) faults.push('the token is still there');
}

/** An organisation with a robot, whose secret is shown once and then replaced. */
export async function makeRobot(page, journey, picture) {
  const { origin, name } = journey;
  const org = `${name}-works`;
  await page.goto(`${origin}/settings/organisations`);
  await page.getByRole('button', { name: 'New organisation' }).first().click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(org);
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await page.waitForURL(`${origin}/${org}`);
  await page.getByRole('link', { name: 'Robots' }).click();
  await page.getByText('No robot yet').waitFor();
  await picture('44-no-robot');
  await page.getByRole('button', { name: 'New robot' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('ci');
  await page.getByLabel('What it does (optional)').fill('Nightly runs');
  await picture('45-new-robot');
  await page.getByRole('button', { name: 'Create the robot' }).click();
  const kept = page.getByRole('button', { name: 'I have kept it' });
  await reach(page, kept, journey, picture);
  await kept.click();
  await page.getByRole('button', { name: `Actions for ${org}+ci` }).click();
  await page.getByRole('menuitem', { name: 'New secret' }).click();
  await reach(page, kept, journey, picture);
  await picture('46-robot-secret');
  await kept.click();
  await page
    .getByRole('button', { name: /End the secret/ })
    .nth(1)
    .waitFor();
  await picture('47-robots');
  for (const [title, tab, sight] of [
    ['48-members', 'Members', 'Add a member'],
    ['49-organisation-invitations', 'Invitations', 'No open invitation'],
    ['50-organisation-settings', 'Settings', 'Members need a second factor'],
  ]) {
    await page.getByRole('main').getByRole('link', { name: tab }).click();
    await page.getByText(sight).waitFor();
    await picture(title);
  }
}

/** The code that an authenticator app shows (RFC 6238), from the key as the console writes it. */
function codeOf(key, millis = Date.now()) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const letters = [...key.replace(/\s/g, '')];
  const bits = letters.map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const seed = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(millis / 30_000)));
  const mac = createHmac('sha1', seed).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Enrols an authenticator app, signs in with a recovery code, and removes the factor again with a proof. */
export async function useSecondFactor(page, journey, picture) {
  const { origin, name, password, faults } = journey;
  await page.goto(`${origin}/settings/security`);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).waitFor();
  await picture('60-security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const key = page.getByRole('region', { name: 'Key' });
  await reach(page, key, journey, picture);
  await picture('61-enrol');
  await page.getByLabel('Code that the app shows now').fill(codeOf(await key.textContent()));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('region', { name: 'Recovery codes' });
  await codes.waitFor();
  await picture('62-recovery-codes');
  const [recovery, second] = (await codes.textContent()).trim().split(/\s+/);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as a file' }).click(),
  ]);
  if (await file.failure()) faults.push(`no file of recovery codes: ${await file.failure()}`);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Recovery codes left').waitFor();
  await picture('63-security-enrolled');

  await page.context().clearCookies();
  await page.goto(`${origin}/login`);
  await page.getByLabel('Name or e-mail').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code of your authenticator app').waitFor();
  await picture('64-second-factor');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code', { exact: true }).fill(recovery);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${origin}/`);
  await removeFactor(page, { origin, name, proof: second }, picture);
}

/** The proof of the sign-in may still be fresh; then no dialog asks for another. */
async function removeFactor(page, { origin, name, proof }, picture) {
  await page.goto(`${origin}/settings/security`);
  await page.getByRole('button', { name: 'Remove the second factor' }).click();
  await page.getByLabel(`Type ${name} to confirm`).fill(name);
  await page.keyboard.press('Enter');
  const asked = page.getByRole('dialog', { name: 'Is it still you?' });
  const done = page.getByText('The second factor is removed');
  await asked.or(done).first().waitFor();
  if (!(await asked.isVisible())) return;
  await picture('65-step-up');
  await asked.getByRole('button', { name: 'Use a recovery code' }).click();
  await asked.getByLabel('Recovery code', { exact: true }).fill(proof);
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await done.waitFor();
}
