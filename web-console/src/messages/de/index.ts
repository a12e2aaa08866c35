import type { Messages } from '..';
import { accessMessages } from './access';
import { adminMessages } from './admin';
import { commonMessages } from './common';
import { deploymentMessages } from './deployments';
import { hubMessages } from './hub';
import { jobMessages } from './jobs';
import { referenceMessages } from './reference';
import { settingsMessages } from './settings';

export const de: Messages = {
  ...commonMessages,
  ...accessMessages,
  ...hubMessages,
  ...jobMessages,
  ...deploymentMessages,
  ...settingsMessages,
  ...adminMessages,
  ...referenceMessages,
};
