import { problemCodes, textOf } from '../http/problem.ts';
import { httpStatus } from '../http/status.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

/** The reference page; its script and styles are files of their own, so that the strict content security policy holds. */
export const referencePage = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>督办 Duban API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="reference"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/reference.js"></script>
</body>
</html>
`;

/** Starts the reference page. */
export const referenceScript = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

/** Every code with its status and texts; a problem's \`type\` points here. */
export function problemsPage(): string {
  const rows = [...problemCodes].sort().map((code) => {
    const { zh, en } = textOf(code);
    return `<tr id="${html(code)}"><td><code>${html(code)}</code></td><td>${httpStatus[code]}</td><td lang="zh-CN">${html(zh)}</td><td lang="en">${html(en)}</td></tr>`;
  });
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>督办 Duban: 错误代码 problem codes</title>
<link rel="stylesheet" href="/api/docs/problems.css">
</head>
<body>
<h1>错误代码 Problem codes</h1>
<table>
<thead><tr><th>code</th><th>status</th><th>说明</th><th>English</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

/** Styles of the page of codes. */
export const problemsStyle = `body { font: 15px/1.6 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: .4rem .8rem; text-align: left; vertical-align: top; }
tr:target { background: #fff3c4; }
`;
