import { useTexts } from '../i18n/index.ts';
import { yuanText } from './yuan.ts';

/** An amount of money in words: `5,000.50元`. */
export const Money = ({ fen }: { readonly fen: number }) => useTexts()('money.amount', { amount: yuanText(fen) });
