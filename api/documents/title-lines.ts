/** Width in characters of the body: a Chinese character is one, a letter or digit half of one. */
export const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (/[ -~\u00a0-\u00ff]/.test(one) ? 0.5 : 1), 0);

/** 落款: how far from the right the axis lies on which its lines are centred, in characters: the date at least four from the edge (GB/T 9704: 右空四字), none nearer than two. */
export const signatureAxis = (lines: readonly string[], date: string | undefined): number =>
  Math.max(...lines.map((one) => 2 + widthOf(one) / 2), date === undefined ? 0 : 4 + widthOf(date) / 2);

const opens = /^[《〈（“‘〔【(]$/;

/** Pieces that no line may be broken within: words, with what closes or completes them (），的, the 区 of 促进区), after what opens them. */
function pieces(title: string): readonly string[] {
  const joined: string[] = [];
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)) {
    const last = joined.at(-1);
    const isBound = last !== undefined && (opens.test(last.slice(-1)) || (segment.length === 1 && !opens.test(segment)) || (/[\w.%]$/.test(last) && /^[\w.%]/.test(segment)));
    if (isBound) joined[joined.length - 1] = last + segment;
    else joined.push(segment);
  }
  return joined;
}

/** A title on as few lines of at most `room` characters as it needs, none broken within a word, all about as long (GB/T 9704: 回行时词意完整、排列对称、长短适宜). */
export function titleLines(title: string, room: number): readonly string[] {
  let rest = [...pieces(title)];
  const lines: string[] = [];
  for (;;) {
    const width = widthOf(rest.join(''));
    if (width <= room || rest.length < 2) return [...lines, rest.join('')];
    const aim = width / Math.ceil(width / room);
    const cuts = rest.slice(1).map((_, index) => ({ index: index + 1, width: widthOf(rest.slice(0, index + 1).join('')) }));
    const best = cuts.filter((cut) => cut.width <= room).sort((a, b) => Math.abs(a.width - aim) - Math.abs(b.width - aim))[0] ?? { index: 1 };
    lines.push(rest.slice(0, best.index).join(''));
    rest = rest.slice(best.index);
  }
}
