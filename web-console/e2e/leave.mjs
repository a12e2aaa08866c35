import { reach } from './access.mjs';

const PASSWORD = 'a sentence that nobody else knows';

async function signIn(page, origin, name, password) {
  await page.goto(`${origin}/login`);
  await page.getByLabel('Name or e-mail').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Somebody whom the administrator lets in by a link. */
async function join(page, { origin }, name) {
  await page.goto(`${origin}/admin/invitations`);
  await page.getByRole('button', { name: 'Invite somebody' }).first().click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('dialog').getByText('/register#invite=').textContent();
  await page.context().clearCookies();
  await page.goto(`${origin}/register${new URL(link.trim()).hash}`);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('E-mail', { exact: true }).fill(`${name}@example.org`);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.waitForURL(`${origin}/`);
}

/** Asks for the own data and downloads it. */
async function takeTheData(page, { origin, faults }, picture) {
  await page.goto(`${origin}/settings/profile`);
  await page.getByRole('button', { name: 'Delete my account' }).waitFor();
  await picture('80-profile');
  await page.getByRole('button', { name: 'Collect my data' }).click();
  const ready = page.getByRole('button', { name: 'Download the archive' });
  await ready.waitFor({ timeout: 120_000 });
  await picture('81-data-ready');
  const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
  if ((await download.failure()) || download.suggestedFilename() !== 'personal-data.zip')
    faults.push(`the own data is not downloaded: ${await download.failure()}`);
  await page.getByText('was downloaded and is gone').waitFor();
}

/** Has the own account deleted, by its name. */
async function leave(page, { origin }, name, picture) {
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByLabel(`Type ${name} to confirm`).fill(name);
  await picture('82-leave');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`^${origin}/login`));
  await page.getByText('Your account will be deleted on').waitFor();
  await picture('83-left');
}

/** Somebody joins, takes the own data, leaves, and keeps the account after all; an administrator sees it. */
export async function leaveAndComeBack(page, journey, picture) {
  const { origin } = journey;
  const name = `leaver-${Date.now().toString(36)}`;
  await join(page, journey, name);
  await takeTheData(page, journey, picture);
  await leave(page, journey, name, picture);
  await signIn(page, origin, journey.name, journey.password);
  await page.waitForURL(`${origin}/`);
  await page.goto(`${origin}/admin/users`);
  await page.getByText('Will be deleted').first().waitFor();
  await picture('84-users-leaving');
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Keep the account' }).waitFor();
  await page.keyboard.press('Escape');
  await page.context().clearCookies();
  await signIn(page, origin, name, PASSWORD);
  await page.getByRole('button', { name: 'Keep the account and sign in' }).waitFor();
  await picture('85-keep');
  await page.getByRole('button', { name: 'Keep the account and sign in' }).click();
  await page.waitForURL(`${origin}/`);
  await page.goto(`${origin}/restore-account#${'a'.repeat(43)}`);
  await page.getByRole('button', { name: 'Keep the account' }).waitFor();
  await picture('86-restore-account');
  await page.context().clearCookies();
  await signIn(page, origin, journey.name, journey.password);
  await page.waitForURL(`${origin}/`);
}

/** Ends an organisation and keeps it after all. */
export async function endAnOrganisation(page, journey, picture) {
  const { origin } = journey;
  const name = `ending-${Date.now().toString(36)}`;
  await page.goto(`${origin}/settings/organisations`);
  await page.getByRole('button', { name: 'New organisation' }).first().click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await page.waitForURL(`${origin}/${name}`);
  await page.goto(`${origin}/${name}?tab=settings`);
  await page.getByRole('button', { name: 'Delete the organisation' }).waitFor();
  await picture('89-organisation-settings');
  await page.getByRole('button', { name: 'Delete the organisation' }).click();
  await page.getByLabel(`Type ${name} to confirm`).fill(name);
  await picture('90-end-organisation');
  await page.keyboard.press('Enter');
  const keep = page.getByRole('button', { name: `Keep ${name}` });
  await reach(page, keep, journey, picture);
  await picture('91-organisation-waits');
  await keep.click();
  await page.getByRole('link', { name, exact: true }).waitFor();
}

/** Erases somebody who cannot sign in, and shows the receipts. */
export async function eraseSomebody(page, journey, picture) {
  const { origin } = journey;
  const name = `gone-${Date.now().toString(36)}`;
  await join(page, journey, name);
  await page.context().clearCookies();
  await signIn(page, origin, journey.name, journey.password);
  await page.waitForURL(`${origin}/`);
  for (const what of ['Deactivate', 'Erase']) {
    await page.goto(`${origin}/admin/users?search=${name}`);
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: what }).click();
    await page.getByLabel(`Type ${name} to confirm`).fill(name);
    if (what === 'Erase') await picture('87-erase');
    await page.keyboard.press('Enter');
    const done = page.getByText(what === 'Erase' ? `Erasing ${name}` : 'Done').first();
    await reach(page, done, journey, picture);
  }
  await page.getByText('The pseudonym is').waitFor();
  await picture('88-receipts');
  await page.keyboard.press('Escape');
}
