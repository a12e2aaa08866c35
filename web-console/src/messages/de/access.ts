export const accessMessages = {
  'access.login.title': 'Anmelden',
  'access.login.name': 'Name oder E-Mail',
  'access.password': 'Passwort',
  'access.password.help': 'Mindestens 12 Zeichen; ein Satz ist leicht zu merken.',
  'access.password.short': 'Mindestens 12 Zeichen',
  'access.login.noAccount': 'Kein Konto? Bitten Sie die Verwaltung um eine Einladung.',
  'access.login.register': 'Konto anlegen',
  'access.expired.title': 'Ihre Sitzung ist zu Ende',
  'access.expired.help':
    'Melden Sie sich wieder an, um weiterzumachen. Was Sie eingegeben haben, ist noch da.',
  'access.setup.title': 'Trainyard einrichten',
  'access.setup.lead': 'Legen Sie das erste Konto an. Es verwaltet die Plattform.',
  'access.setup.missing': 'Öffnen Sie den Link aus dem Terminal',
  'access.setup.missing.help':
    'Noch hat niemand diese Plattform übernommen. Der Befehl, der sie gestartet hat, hat einen einmaligen Link ausgegeben; er endet auf „/setup#token=…“. Ein neuer Start gibt einen neuen aus.',
  'access.setup.done': 'Diese Plattform ist bereits eingerichtet',
  'access.setup.done.help':
    'Melden Sie sich mit Ihrem Konto an, oder bitten Sie die Verwaltung um eine Einladung.',
  'access.setup.submit': 'Verwaltungskonto anlegen',
  'access.register.title': 'Ihr Konto anlegen',
  'access.register.lead': 'Sie wurden auf diese Plattform eingeladen.',
  'access.register.closed': 'Konten gibt es nur auf Einladung',
  'access.register.closed.help': 'Bitten Sie die Verwaltung um einen Link.',
  'access.register.submit': 'Konto anlegen',
  'access.name': 'Benutzername',
  'access.name.help': 'Teil jeder Adresse: Kleinbuchstaben, Ziffern, „-“, „_“ und „.“.',
  'access.name.bad':
    'Mit Buchstabe oder Ziffer beginnen und enden; Kleinbuchstaben, Ziffern, „-“, „_“, „.“',
  'access.email': 'E-Mail',
  'access.email.bad': 'Das ist keine E-Mail-Adresse',
  'access.displayName': 'Voller Name (freiwillig)',
} as const;
