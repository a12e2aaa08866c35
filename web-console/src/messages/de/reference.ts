export const referenceMessages = {
  'reference.title': 'API-Referenz',
  'reference.help':
    'Jede Operation dieser Plattform: wer sie aufrufen darf, was sie nimmt und was sie gibt.',
  'reference.document': 'Das OpenAPI-Dokument',
  'reference.filter': 'Nach Pfad, Wörtern oder Berechtigung filtern',
  'reference.count': { one: '{count} Operation', other: '{count} Operationen' },
  'reference.none': 'Keine Operation hat alle diese Wörter',
  'reference.permission': 'Braucht',
  'reference.rate': 'Rate',
  'reference.rate.text': '{perSecond} je Sekunde, {burst} auf einmal ({class})',
  'reference.parameters': 'Parameter',
  'reference.body': 'Rumpf',
  'reference.answers': 'Antworten',
  'reference.required': 'Pflicht',
};
