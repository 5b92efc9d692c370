/**
 * From a text to words without endings. Russian, Kazakh and English endings are cut by lists, not by dictionaries: two
 * forms of one word meet when the same list leaves the same stem. A stem therefore carries the name of its list; what
 * is left over need not be a word.
 */
import { fold } from './fold.ts'

/** Folded words of a text: `не приходит код!` → не, приходит, код. */
export function wordsOf(text: string): string[] {
  return fold(text).split(' ').filter(Boolean)
}

const list = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)

/** Endings after folding (no soft signs): cases, persons, participles, and the nouns made from verbs. */
const RUSSIAN = list(`
  а я ы и у ю е о ой ей ом ем ам ям ами ями ах ях ов ев ий ый ое ее ая яя ые ие ого его ому ему ым им ую юю ых их ыми ими
  ия ии ию ией иям иях иями ость ости ство ства ству ством ства
  ка ки ку кой ке ками ках
  ен ена ено ены ан ана ано аны
  енный енная енное енные енного енной енную енным енных енные енными анный анная анное анные анного анной анную анным анных
  ение ения ению ением ений ениях ление ления лению лением ание ания анию анием аний
  ация ации ацию ацией аций ационный ировать ироват ировал ировала ировали ирую ирует ируют ируйте ирован ирована ировано ированы
  ат ять ят ит ет ут ют ти еш иш ем им
  ал ала ало али ял яла яло яли ил ила ило или ел ела ело ели ул ула уло ули нул нула нули нут
  аю яю ает яет ают яют аем яем аете яете ите ете айте яйте ейте йте уйте
  ует уют уем ую уя овать оват овал овала овали ывает ывают ывать ыват ывал ывала ывали ивает ивают иват ивал ивала ивали
  ав яв ив ывая ивая
  ущий ющий ащий ящий вший вшая вшее вшие ший шая
`)

/** Endings after folding (ә→а, і→и and so on). They follow one another, so they are cut repeatedly. */
const KAZAKH = list(`
  лар лер дар дер тар тер
  ым им м ымыз имиз мыз миз ын ин ныз низ ыныз иниз ныздар низдер ыныздар иниздер ныздаршы низдерши ыныздаршы иниздерши
  ы и сы си дын дин тын тин нын нин га ге ка ке на не ды ди ты ти ны ни да де та те нда нде дан ден тан тен нан нен
  мен бен пен дагы деги тагы теги ндагы ндеги
  у ып ип п ган ген кан кен дым дим тым тим дык дик тык тик
  мады меди бады беди пады педи мадым медим падым педим май мей бай бей пай пей майды мейди байды бейди пайды пейди
  маган меген баган беген паган пеген йды йди ады еди гым гим кым ким гыны гини са се атын етин йтын йтин
  а е айын ейин йын йин уга уге удын удин сын син асын есин
  дыныздар диниздер тыныздар тиниздер дыныз диниз тыныз тиниз асыздар есиздер асыз есиз
`)

const ENGLISH = list('ing ed es e s y ly er ers ment ments')

/** After folding -сь is -с, and so are the last letters of `адрес` and `автобус`: only after an ending of a verb is it cut. */
const REFLEXIVE = /ся$|(?<=л[аои]|ю|те|вши|я)с$/

const cut = (word: string, endings: readonly string[], keep: number) => {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= keep)
  return ending ? word.slice(0, -ending.length) : word
}

function russian(word: string): string {
  const plain = word.length > 5 ? word.replace(REFLEXIVE, '') : word
  return cut(plain, RUSSIAN, plain.length > 5 ? 4 : 3)
}

function kazakh(word: string): string {
  let rest = word
  for (let round = 0; round < 5; round++) {
    const shorter = cut(rest, KAZAKH, 3)
    if (shorter === rest) break
    rest = shorter
  }
  // Before an ending к and п soften (түбіртек, түбіртегім), and folding has made ғ the same letter.
  return rest.replace(/г$/, 'к').replace(/б$/, 'п')
}

export type Speech = 'kk' | 'ru' | 'en'

/**
 * Stems of one folded word, each marked with its list: `r:регистр`, `k:тирк`, `e:deliver`. A Cyrillic word whose language is not
 * known has both a Russian and a Kazakh stem.
 */
export function stems(word: string, speech?: Speech): string[] {
  if (/^[a-z]/.test(word)) return [`e:${cut(word, ENGLISH, 3)}`]
  if (!/\p{L}/u.test(word)) return [`n:${word}`]
  if (speech === 'ru') return [`r:${russian(word)}`]
  if (speech === 'kk') return [`k:${kazakh(word)}`]
  return [`r:${russian(word)}`, `k:${kazakh(word)}`]
}
