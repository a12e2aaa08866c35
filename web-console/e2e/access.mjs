const CLIENT = '26be6b09-91c5-47da-9861-d2d2bb7a7e36';

const form = (values) => ({ method: 'POST', body: new URLSearchParams(values) });

/** A program in a terminal asks to sign in, and gets its token once the person has said yes in the browser. */
export async function letDeviceIn(page, { origin, faults }, picture) {
  const begun = await fetch(
    `${origin}/oauth/device`,
    form({ client_id: CLIENT, scope: 'read-repos' }),
  ).then((answer) => answer.json());
  await page.goto(`${origin}/settings/device?user_code=${begun.user_code}`);
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
