import { t } from '@/messages';

/** Lines that get the dataset with the clients that people already have. */
export function datasetSnippets(id: string) {
  const origin = window.location.origin;
  return [
    {
      title: t('use.hf'),
      code: `export HF_ENDPOINT=${origin}\nhf download --repo-type dataset ${id} --local-dir ./data`,
    },
    {
      title: t('use.python'),
      code: `import os\nos.environ["HF_ENDPOINT"] = "${origin}"\n\nfrom datasets import load_dataset\n\ndata = load_dataset("${id}")`,
    },
    {
      title: t('use.curl'),
      code: `curl -H "Authorization: Bearer $HF_TOKEN" ${origin}/api/v1/datasets/${id}/tree/main`,
    },
  ];
}
