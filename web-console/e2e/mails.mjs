import { readdirSync, readFileSync } from 'node:fs';

/** Forgets the password and sets it again by the link, which lies in the folder that the page names. */
export async function loseThePassword(page, { origin, name, password, faults }, picture) {
  await page.context().clearCookies();
  await page.goto(`${origin}/login`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.waitForURL(`${origin}/forgot`);
  const address = page.getByLabel('E-mail', { exact: true });
  await address.fill(`${name}@example.org`);
  await picture('66-forgot');
  await address.press('Enter');
  await page.getByText('Look into your mail').waitFor();
  await picture('67-forgot-asked');
  const folder = await page.locator('code').textContent();
  const link = await mailedLink(folder, 'password-reset');
  await page.goto(link);
  const fresh = page.getByLabel('New password', { exact: true });
  await fresh.fill(password);
  await picture('68-reset');
  await fresh.press('Enter');
  await page.getByText('Your new password is set').waitFor();
  await page.goto(link);
  await page.reload();
  await fresh.fill(password);
  await fresh.press('Enter');
  const refusal = await page.getByRole('alert').textContent();
  if (!refusal.includes('was used')) faults.push(`a used link said: ${refusal}`);
  await page.goto(`${origin}/login`);
  await page.getByLabel('Name or e-mail').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${origin}/`);
}

/** Confirms the own address by the mail that came when the account was made. */
export async function confirmTheAddress(page, { origin }, picture) {
  await page.goto(`${origin}/settings/profile`);
  const known = page.getByText('Confirmed', { exact: true });
  const open = page.getByText('Not confirmed yet');
  await known.or(open).waitFor();
  if (await known.isVisible()) return;
  await picture('69-profile-unconfirmed');
  const folder = await page.locator('code').textContent();
  await page.goto(await mailedLink(folder, 'verify-email'));
  await page.getByRole('button', { name: 'Confirm the address' }).waitFor();
  await picture('70-verify-email');
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByText('Your address is confirmed').waitFor();
}

/** The link in the newest mail of a kind, once it is written. */
async function mailedLink(folder, kind) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const mails = readdirSync(folder).filter((file) => file.includes(`-${kind}-`));
    const newest = mails.sort().at(-1);
    const link = newest && readFileSync(`${folder}/${newest}`, 'utf8').match(/https?:\S+#\S+/);
    if (link) return link[0];
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no mail about ${kind} in ${folder}`);
}
