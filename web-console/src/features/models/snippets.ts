import type { Version } from '@/api/types';
import { t } from '@/messages';

/** Lines that get the model with the clients that people already have. */
export function modelSnippets(id: string, version: Version | undefined) {
  const origin = window.location.origin;
  const revision = version ? `v${version.number}` : 'main';
  return [
    {
      title: t('use.hf'),
      code: `export HF_ENDPOINT=${origin}\nhf download ${id} --revision ${revision} --local-dir ./model`,
    },
    {
      title: t('use.python'),
      code: `import os\nos.environ["HF_ENDPOINT"] = "${origin}"\n\nfrom huggingface_hub import hf_hub_download\nimport onnxruntime\n\npath = hf_hub_download("${id}", "model.onnx", revision="${revision}")\nsession = onnxruntime.InferenceSession(path)`,
    },
    {
      title: t('use.curl'),
      code: `curl -L -H "Authorization: Bearer $HF_TOKEN" -o model.onnx \\\n  ${origin}/${id}/resolve/${revision}/model.onnx`,
    },
  ];
}
