import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proofToKeep } from '../../domain/forms/keep.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { type ReceiptModel, type ReceiptOptions, receiptHtml, slipObstacle } from '../../paper/receipt.ts'
import { TEXTS } from '../../paper/texts.ts'
import { answers, branch, catalogue, slipCase } from './model.ts'

const model = (more: Partial<ReceiptModel> = {}): ReceiptModel => ({
  receipt: slipCase(),
  catalogue,
  branch,
  copy: 1,
  ...more,
})
const options: ReceiptOptions = { nonce: 'bm9uY2U=', size: '80mm' }
const slip = (more: Partial<ReceiptModel> = {}, how: Partial<ReceiptOptions> = {}) =>
  receiptHtml(model(more), { ...options, ...how })

/** What a person reads: no markup, no style, spaces as on paper. */
const words = (html: string) =>
  html
    .replace(/<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>|<title[\s\S]*?<\/title>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('everything a slip must show stands on it', () => {
  test.each([
    'number 0712-A26-00418-7K4MX',
    'moment 23.11.2026 10:47',
    'clerk Әбенова С. Н.',
    'role оператор окна',
    'operator Оператор почты «Окно»',
    'address 040000, Талдықорған, ул. Жастар, 48',
    'hours Дс–Жм 09:00–18:00',
    'higher office Областной филиал',
    'its phone 8 7280 00 00 00',
    'type in Kazakh Мобильді қосымшадағы (жеке кабинеттегі) тіркеуді жою туралы өтініш',
    'type in Russian Заявление об отмене регистрации',
    'attachment Подписанное заявление',
    'its sheets 1 лист, оригинал',
    'nothing missing ештеңе жоқ / всё есть',
    'answer date 03.12.2026',
    'weekday бейсенбі, 3 желтоқсан / четверг, 3 декабря',
    'term 10 календарных дней — правило оператора',
    'unit Подразделение онлайн-кабинетов головного офиса',
    'free way в этом отделении, по номеру',
    'free phone 8 800 000 00 00 — тегін / бесплатно',
    'next step назовите номер начальнику этого отделения',
    'outside body e-tutynushy.kz',
    'language қазақша / казахский',
    'signature Подпись клиента',
    'customer part Клиентке · Клиенту 1 / 2',
    'branch part Бөлімшеге · Отделению 2 / 2',
  ])('%s', (what) => {
    const text = words(slip())
    const tail = what.split(' ')
    expect([1, 2, 3].some((from) => text.includes(tail.slice(from).join(' ')))).toBe(true)
  })

  test('R-018 the slip of OUTAGE-REPORT lists the proof that was chosen, in both languages, on the customer’s part alone', () => {
    const [customer = '', own = ''] = words(
      slip({ receipt: slipCase('OUTAGE-REPORT', { keep: ['posting_receipt', 'screenshot'] }) }),
    ).split(TEXTS.kk.slip.cut)
    expect(customer).toContain('Өзіңізде сақтаңыз / Сохраните у себя')
    for (const named of ['Жөнелту түбіртегі', 'Квитанция об отправке', 'Экран суреті', 'Снимок экрана'])
      expect(customer).toContain(named)
    expect(customer).not.toContain('Сообщение с кодом')
    expect(own).not.toContain('Снимок экрана')
    expect(words(slip({ receipt: slipCase('OUTAGE-REPORT') }))).not.toContain('Сохраните у себя')
    expect(proofToKeep({ evidence: ['posting_receipt', 'none'] })).toEqual(['posting_receipt'])
  })

  test('no language of the answer is told while nobody has said one: it stands among what is missing', () => {
    const label = TEXTS.ru.slip.answerLanguage
    expect(words(slip())).toContain(`${label} қазақша`)
    const unsaid = words(slip({ receipt: slipCase('ACC-DEREG', { missing: ['answer_lang'] }) }))
    expect(unsaid).not.toContain(`${label} қазақша`)
    expect(unsaid).toContain('Жауап және тіл: жауап тілі / Ответ и язык: язык ответа')
  })

  test('what is missing is listed in words, with until when to bring it', () => {
    const text = words(slip({ receipt: slipCase('ACC-DEREG', { papers: [], missing: ['iin', 'signed_application'] }) }))
    expect(text).toContain('Өтініш беруші: ЖСН / Заявитель: ИИН')
    expect(text).toContain('Подписанное заявление')
    expect(text).toContain('Недостающее принесите сюда до даты ответа')
  })

  test('files count as papers: by the paper they show, the others together; what was ticked is not said twice', () => {
    const [key = ''] = slipCase('CLAIM-DAMAGE').papers.map((paper) => paper.key)
    const files = [
      { key: 'damage_photos', count: 2 },
      { key: null, count: 1 },
      { key: 'gone_from_the_form', count: 4 },
    ]
    const text = words(slip({ receipt: slipCase('CLAIM-DAMAGE', { papers: [], files }) }))
    expect(text).toMatch(/[Фф]ото[^<]{0,60} 2 файл 2 файла/)
    expect(text).toContain('Басқа файлдар / Прочие файлы 5 файл 5 файлов')
    expect(text).not.toContain('не сданы')
    const ticked = words(slip({ receipt: slipCase('CLAIM-DAMAGE', { files: [{ key, count: 3 }] }) }))
    expect(ticked).not.toContain('файл')
    expect(words(slip({ receipt: slipCase('CLAIM-DAMAGE', { papers: [] }) }))).toContain('не сданы')
  })

  test('what came after the registration stands apart on both parts: when, who took it, which paper', () => {
    const added = [
      { at: '2026-11-28T06:05:00.000Z', by: 'Серік Д. А.', files: [{ key: 'damage_photos', count: 2 }] },
      { at: '2026-11-29T06:05:00.000Z', by: null, files: [{ key: null, count: 1 }] },
    ]
    const text = words(slip({ receipt: slipCase('CLAIM-DAMAGE', { added }), copy: 2 }))
    expect(text.match(/Кейін қосылды \/ Добавлено позже 28\.11\.2026 11:05 Серік Д\. А\./g)).toHaveLength(2)
    expect(text).toMatch(/11:05 Серік Д\. А\. [^0-9]*[Фф]ото[^0-9]* 2 файл 2 файла/)
    expect(text).toMatch(/29\.11\.2026 11:05 Басқа файлдар \/ Прочие файлы 1 файл/)
    const english = slipCase('CLAIM-DAMAGE', { added, answerLanguage: 'en' })
    expect(words(slip({ receipt: english }))).toContain('Кейін қосылды / Added later 28.11.2026')
    expect(words(slip({ receipt: slipCase('CLAIM-DAMAGE') }))).not.toContain('Добавлено позже')
  })

  test('the number of an outage stands on it where there is one', () => {
    expect(words(slip({ receipt: slipCase('ACC-DEREG', { outage: 'S-0712-A26-003-AM9DN' }) }))).toContain(
      'Номер сбоя S-0712-A26-003-AM9DN',
    )
    expect(words(slip())).not.toContain('Номер сбоя')
  })
})

test('two languages are on it: Kazakh and Russian, or Kazakh and English for an answer in English', () => {
  const russian = words(slip())
  const english = words(slip({ receipt: slipCase('ACC-DEREG', { answerLanguage: 'en' }) }))
  expect(russian).toContain('Обращение принято')
  expect(english).toContain('Your case is accepted')
  expect(english).not.toContain('Обращение')
  for (const text of [russian, english]) expect(text).toContain('Өтініш қабылданды')
})

test('a reprint says duplicate in both languages and both parts, with its number; the original does not', () => {
  const text = words(slip({ copy: 3 }))
  expect(text.match(/Телнұсқа · Дубликат 3-дана · экземпляр 3/g)).toHaveLength(2)
  expect(words(slip({ copy: 3, receipt: slipCase('ACC-DEREG', { answerLanguage: 'en' }) }))).toContain('Duplicate')
  expect(words(slip())).not.toMatch(/Дубликат|Телнұсқа/)
})

test("an operator's rule is never called law, and a law is named", () => {
  for (const form of catalogue.forms) {
    for (const { basis, amount, unit } of form.answer) {
      const receipt = slipCase(form.code)
      const text = words(slip({ receipt: { ...receipt, answer: { ...receipt.answer, basis, amount, unit } } }))
      if (basis.kind === 'law') expect(text).toContain(basis.text.ru)
      else expect(text).not.toMatch(/по закону|заң бойынша/)
      if (basis.kind === 'operator') expect(text).toMatch(/— правило оператора/)
    }
  }
})

test('a calendar that is not confirmed is said', () => {
  const receipt = slipCase()
  const unconfirmed = { ...receipt.answer, unconfirmed: true }
  expect(words(slip({ receipt: { ...receipt, answer: unconfirmed } }))).toContain('Календарь года ещё не утверждён')
})

describe('R-008 a paid number never stands without its price', () => {
  const price = { kk: 'минутына 22 ₸', ru: '22 ₸ за минуту', en: '22 ₸ a minute' }
  const costly = { ...branch, paidNumbers: [{ phone: '1499', price }] }
  test.each(catalogue.forms.map((form) => form.code))('%s', (type) => {
    const text = words(slip({ branch: costly, receipt: slipCase(type) }))
    expect(text.indexOf('8 800 000 00 00')).toBeLessThan(text.indexOf('1499'))
    expect(text).toContain('1499 — минутына 22 ₸ / 22 ₸ за минуту')
    expect(text.match(/1499/g)).toHaveLength(1)
  })
})

test('R-014 the slip of an outage report names no cause', () => {
  expect(words(slip({ receipt: slipCase('OUTAGE-REPORT') }))).not.toMatch(/причин|себеб|атак|шабуыл|перегруз/i)
})

test('R-021 phones come from the branch profile only', () => {
  const other = { ...branch, freeCheck: { ...branch.freeCheck, phone: '8 800 111 22 33' } }
  const text = words(slip({ branch: other }))
  expect(text).toContain('8 800 111 22 33')
  expect(text).not.toContain('8 800 000 00 00')
})

test('R-028 a profile without hours prints no slip and says why', () => {
  const { hours: _hours, ...closed } = branch
  expect(slipObstacle(closed)).toBe('hoursUnknown')
  expect(() => slip({ branch: closed })).toThrow('hoursUnknown')
})

test('R-048 the large slip has no print under 14 pt', () => {
  for (const size of ['80mm', 'a5'] as const) {
    const html = slip({}, { large: true, size })
    expect(html).toContain(' large">')
    const sizes = [...html.matchAll(/([^{}]+)\{[^{}]*font-size:([\d.]+)pt/g)].map(([, rule = '', pt]) => [
      rule.trim(),
      Number(pt),
    ])
    const small = sizes.filter(([, pt]) => Number(pt) < 14)
    for (const [rule] of small) expect(sizes).toContainEqual([`.large ${rule}`, expect.toSatisfy((pt) => pt >= 14)])
    expect(html).toMatch(/\.large\{--text:14pt;[^}]*--small:14pt/)
  }
})

test('R-054 no text has a double space, “null” or “undefined”, whatever is absent', () => {
  for (const form of catalogue.forms) {
    const bare = slipCase(form.code, { papers: [], missing: ['iin'], acceptedBy: { signature: 'Ким', role: 'other' } })
    const visible = slip({ receipt: bare, branch: { ...branch, outsideBodies: [] } }).replace(/<[^>]+>|\n/g, '')
    expect(visible).not.toMatch(/null|undefined|NaN|\[object|\{\w+\}/)
    expect(visible).not.toMatch(/ {2}| ,|, ,|· ·|\/ \//)
  }
})

test('nothing about the customer is on the slip, whatever the customer is called', () => {
  const letters = fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim().length > 5)
  const known = slip()
  fc.assert(
    fc.property(letters, letters, fc.stringMatching(/^\d{12}$/), (name, matter, iin) => {
      // As a careless caller would: everything that is known of the case handed in at once.
      const told: Answers = { ...answers, last_name: name, iin, account_login: matter, phone: `+7${iin.slice(2)}` }
      const html = receiptHtml({ ...model(), receipt: { ...slipCase(), ...{ answers: told } } }, options)
      for (const secret of [name, matter, iin, iin.slice(2)])
        if (!known.includes(secret)) expect(html).not.toContain(secret)
    }),
    { numRuns: 60, seed: 7 },
  )
})

test('the page keeps its policy: one style under the nonce, no script, no style attribute, nothing from outside', () => {
  for (const size of ['80mm', 'a5'] as const) {
    const html = slip({}, { size })
    expect(html.match(/<style/g)).toHaveLength(1)
    expect(html).toContain('<style nonce="bm9uY2U=">')
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|https?:\/\/(?!www\.w3\.org)|@import/)
  }
})

test('R-032 the slip of a repeat visit says when the customer came again and who took it in; others do not', () => {
  const visit = { at: '2026-11-28T06:05:00.000Z', by: 'Серік Д. А.' }
  const again = words(slip({ receipt: { ...slipCase(), visit }, copy: 2 }))
  expect(again).toContain('Қайта келген күні / Повторный визит 28.11.2026 11:05 Серік Д. А.')
  expect(again).toContain('Телнұсқа · Дубликат')
  expect(words(slip())).not.toContain('Повторный визит')
})
