/**
 * What a person has to say in words (why a case comes back, what was wrong, what is new) is read by somebody else years
 * later. A letter, a dot or three dots are no words. Names, numbers of papers and who received may be short: not theirs.
 */

/** Letters that the shortest word has which still answers a question: «нет», «чек», “yes”. */
export const LEAST_LETTERS = 3

/** Whether the text is at least a word: letters and digits count, signs and spaces do not. */
export const isSaid = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_LETTERS
