import { hub } from '@/api/hub';
import type { RepoKind, TreeEntry } from '@/api/types';
import { t } from '@/messages';

export type Snippet = { title: string; code: string };

const AUTHORISED = '-H "Authorization: Bearer $HF_TOKEN"';

/** Lines for the shell and for Python; none where there is no file yet. */
export function snippets(
  kind: RepoKind,
  id: string,
  revision: string,
  entries: TreeEntry[],
): Snippet[] {
  const { origin } = window.location;
  const paths = entries.filter(({ type }) => type === 'file').map(({ path }) => path);
  const path = paths.find(isMain) ?? paths[0];
  if (!path) return [];
  const url = origin + hub.fileUrl(kind, id, revision, path);
  const list = `${origin}/api/v1/${kind}/${id}/tree/${encodeURIComponent(revision)}`;
  const python = pythonFor(path, url);
  return [
    {
      title: t('use.download'),
      code: `curl -fL ${AUTHORISED} -o ${quoted(path)} \\\n  ${quoted(url)}`,
    },
    ...(python ? [{ title: t('use.python'), code: python }] : []),
    { title: t('use.list'), code: `curl -f ${AUTHORISED} ${quoted(list)}` },
  ];
}

/** Whether this is the file that people come for: a table, or the graph of a model. */
function isMain(path: string) {
  return path === 'model.onnx' || /\.(csv|tsv|jsonl)$/.test(path);
}

function pythonFor(path: string, url: string) {
  const head = 'import os\n';
  const auth = '{"Authorization": "Bearer " + os.environ["HF_TOKEN"]}';
  const address = JSON.stringify(url);
  if (path.endsWith('.onnx')) {
    return `${head}import urllib.request\n\nimport onnxruntime\n\nrequest = urllib.request.Request(\n    ${address},\n    headers=${auth},\n)\nmodel = onnxruntime.InferenceSession(urllib.request.urlopen(request).read())`;
  }
  const reader = {
    csv: 'read_csv(url, ',
    tsv: 'read_csv(url, sep="\\t", ',
    jsonl: 'read_json(url, lines=True, ',
  }[path.split('.').pop() ?? ''];
  return (
    reader &&
    `${head}\nimport pandas\n\nurl = ${address}\ndata = pandas.${reader}storage_options=${auth})`
  );
}

/** As one word of a POSIX shell. */
function quoted(text: string) {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
