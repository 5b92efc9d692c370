/** Every type on paper, in every language: the application filled in, and the slip with all that it may have to tell. */
import { describe, expect, test } from 'vitest'
import type { Answers, Language } from '../../domain/forms/schema.ts'
import { applicationHtml } from '../../paper/application.ts'
import { receiptHtml } from '../../paper/receipt.ts'
import { TYPICAL } from '../support/typical.ts'
import { branch, catalogue, slipCase } from './model.ts'

const LANGUAGES: readonly Language[] = ['kk', 'ru', 'en']
/** What a page says, without its markup; a line of its own for each block. */
const words = (page: string): string =>
  page
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replaceAll('<u class="line"></u>', '____')
    .replaceAll(/<\/?(b|u|span|i|small)\b[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
/** What no paper may say: gaps, the program's own words, a hole where nothing was. */
const BROKEN = /[{}]|\b(undefined|null|NaN|Invalid|object Object)\b|[^\n ] {2,}[^\n ]|\.\.|,,| ,| \.(?!\d)/

const form = (code: string) => {
  const found = catalogue.forms.find((one) => one.code === code)
  if (!found) throw new Error(`no form ${code}`)
  return found
}
const application = (type: string, language: Language, answers: Answers | null) =>
  applicationHtml(
    {
      ...{
        catalogue,
        branch,
        window: 'A',
        type,
        formVersion: form(type).version,
        answers,
        label: 'D-0712A-7K4M',
        language,
      },
      printedAt: '2026-11-23T05:47:06Z',
    },
    { nonce: 'n' },
  )
const request = (type: string, language: Language, more: Answers = {}): string =>
  (/<p class="request">(.*?)<\/p>/s.exec(application(type, language, { ...TYPICAL[type], ...more }))?.[1] ?? '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ')

/** A slip with every date that the form may put on it. */
function slip(type: string, answerLanguage: Language, more: Answers = {}, missing: string[] = []): string {
  const { dues = [], onSlip = [] } = form(type)
  const answers: Answers = { ...TYPICAL[type], ...more }
  const by = (unit: string | undefined) =>
    unit === undefined ? null : unit === 'hours' ? '2026-11-23T06:47:06Z' : '2026-11-24'
  const told = Object.fromEntries(
    onSlip.flatMap((key) => {
      const value = answers[key]
      return value === undefined ? [] : [[key, value]]
    }),
  )
  const receipt = slipCase(type, {
    answerLanguage,
    missing,
    told,
    dues: dues.map(({ key, term }) => ({ key, by: by(term?.unit) })),
  })
  return receiptHtml({ receipt, catalogue, branch, copy: 1 }, { nonce: 'n', size: '80mm' })
}

describe.each(catalogue.forms.map(({ code }) => code))('%s', (code) => {
  test.each(LANGUAGES)(
    'the application and the slip in %s have no gap, no word of the program and no hole (R-054)',
    (language) => {
      const page = words(application(code, language, TYPICAL[code] ?? {}))
      expect(page).toContain(form(code).title[language])
      expect(page).not.toMatch(BROKEN)
      expect(words(application(code, language, null))).not.toMatch(BROKEN)
      const all = [...form(code).papers.required.map(({ key }) => key), 'id_seen', 'iin', 'phone', 'pd_consent']
      const told = words(slip(code, language, {}, [...all, ...form(code).fields.map(({ key }) => key)]))
      expect(told).toContain(form(code).title.kk)
      expect(told).not.toMatch(BROKEN)
    },
  )

  test('R-008 the slip tells the free way of asking first, and a paid number never without its price', () => {
    const price = { kk: 'минутына 29 ₸', ru: '29 ₸ за минуту', en: '29 ₸ a minute' }
    const paid = { ...branch, paidNumbers: [{ phone: '1499', price }] }
    const page = words(
      receiptHtml({ receipt: slipCase(code), catalogue, branch: paid, copy: 1 }, { nonce: 'n', size: 'a5' }),
    )
    expect(page).toContain(branch.freeCheck.text.kk)
    expect(page.indexOf(branch.freeCheck.text.kk)).toBeLessThan(page.indexOf('1499'))
    for (const line of page.split('\n').filter((one) => one.includes('1499'))) expect(line).toContain(price.kk)
    expect(words(slip(code, 'ru'))).not.toContain('1499')
  })

  test('the slip asks for what is missing in words for the customer: nothing “was shown to me”', () => {
    const page = words(slip(code, 'ru', {}, ['id_seen']))
    expect(page).not.toMatch(/предъявлен мне|маған көрсетілді/)
    if (form(code).blocks.includes('D')) expect(page).toContain('Удостоверение личности: покажите оригинал')
  })
})

describe('the sentence that asks', () => {
  test.each<[string, Language, Answers, string]>([
    [
      'ACC-DEREG',
      'ru',
      {},
      'Прошу отменить мою регистрацию в мобильном приложении Post.kz, оформленную на +7 775 123 45 67.',
    ],
    [
      'ACC-DEREG',
      'kk',
      {},
      'Менің Post.kz мобильді қосымшасындағы тіркеуімді жоюды сұраймын. Тіркелген логин немесе нөмір: +7 775 123 45 67.',
    ],
    ['ACC-DEREG', 'en', {}, 'I ask to cancel my registration in the Post.kz mobile app, opened for +7 775 123 45 67.'],
    [
      'ACC-DEREG',
      'ru',
      { account_system: 'postkz_site', account_unknown: true },
      'Прошу отменить мою регистрацию в личном кабинете на сайте post.kz.',
    ],
    ['ACC-CHANGE', 'ru', { change_kind: 'unblock' }, 'Прошу разблокировать мой личный кабинет.'],
    ['ACC-CHANGE', 'kk', { change_kind: 'unblock' }, 'Мен жеке кабинетімді бұғаттан шығаруды сұраймын.'],
    [
      'PD-REQ',
      'ru',
      { pd_kind: 'withdraw_consent' },
      'Прошу принять отзыв моего согласия на обработку персональных данных.',
    ],
    [
      'CLAIM-LOSS',
      'ru',
      {},
      'Прошу рассмотреть претензию: отправление RR 1234 5678 5 KZ (отправитель — Ким Вера, адресат — Сейітова Гүлнар) задержано. Моё требование: найти отправление; возместить ущерб. Сумма: 12 000 ₸.',
    ],
    [
      'CLAIM-LOSS',
      'kk',
      {},
      'Ким Вера атынан Сейітова Гүлнар атына жіберілген RR 1234 5678 5 KZ жөнелтілім кешікті. Наразылығымды қарауды сұраймын. Талабым: жөнелтілімді табу; залалды өтеу. Сомасы: 12 000 ₸.',
    ],
    [
      'CLAIM-DAMAGE',
      'en',
      {},
      'I ask you to consider my claim about the item RR 1234 5678 5 KZ received on 21.11.2026: wrapper torn or opened; part of the contents missing.',
    ],
    [
      'DELIV-PROBLEM',
      'ru',
      {},
      'отмечено «вручено», но не получено; попытка доставки не удалась. Моё требование: доставить повторно; разобраться и ответить.',
    ],
    [
      'ITEM-CHANGE',
      'ru',
      { order_kind: 'return' },
      'Прошу вернуть мне отправление RR 1234 5678 5 KZ (адресат — Сейітова Гүлнар).',
    ],
    [
      'ITEM-CHANGE',
      'kk',
      { order_kind: 'return' },
      'Сейітова Гүлнар атына жіберілген RR 1234 5678 5 KZ жөнелтілімді маған қайтаруды сұраймын.',
    ],
    ['DOC-DUP', 'ru', {}, 'Прошу выдать мне дубликат квитанции о приёме от 09.11.2026. Экземпляров: 1.'],
    ['DOC-DUP', 'kk', {}, 'Маған 09.11.2026 күнгі қабылдау түбіртегінің телнұсқасын беруді сұраймын.'],
    ['COMPL-SERVICE', 'ru', {}, 'Оно касается работы сотрудника отделения; очереди и ожидания.'],
    ['COMPL-SERVICE', 'ru', { kind: 'appeal' }, 'Прошу рассмотреть моё обращение и ответить мне.'],
    ['SVC-SUSPEND', 'ru', {}, 'Прошу мою услугу (городской телефон) приостановить с 01.12.2026 по 31.01.2027.'],
    ['SVC-SUSPEND', 'kk', {}, 'Менің қызметімді (қалалық телефон) уақытша тоқтата тұруды сұраймын.'],
    ['NUM-PORT', 'en', {}, 'Present telecom operator: Kcell, new: Beeline.'],
    ['OUTAGE-REPORT', 'ru', {}, 'Не работает: мобильное приложение; почтоматы. Началось: 23.11.2026 08:10.'],
  ])('%s in %s with %j', (type, language, more, sentence) => {
    expect(request(type, language, more)).toContain(sentence)
  })

  test('reads whole for every value of every list that stands in it', () => {
    for (const { code, fields, request: said } of catalogue.forms)
      for (const field of fields) {
        const { type } = field
        if ((type.kind !== 'choice' && type.kind !== 'choices') || !said.ru.includes(`{${field.key}}`)) continue
        const values = catalogue.lists.find((list) => list.key === type.list)?.values ?? []
        for (const value of values)
          for (const language of LANGUAGES) {
            const answer = type.kind === 'choices' ? [value.code] : value.code
            const sentence = request(code, language, { [field.key]: answer })
            expect(sentence, `${code} ${field.key} ${value.code}`).not.toMatch(BROKEN)
            expect(sentence).toMatch(/[.!?]$/)
          }
      }
  })
})

describe('dates on the slip', () => {
  test('R-035 goods handed back: the minute they were taken, and the courier’s promise with whose word it is', () => {
    const page = words(slip('CLAIM-DAMAGE', 'ru', { goods_return: true }))
    expect(page).toContain('Товар принят обратно: 23.11.2026 10:47')
    expect(page).toMatch(/Деньги вернут на карту — до 23\.11\.2026 11:47/)
    expect(page).toContain('собственное обещание')
  })

  test('R-040 an ended contract tells the customer its last day and the last bill', () => {
    const more: Answers = { action: 'cancel_contract', date_from: '2026-12-01', last_bill: '4200.00' }
    const page = words(slip('SVC-SUSPEND', 'ru', more)).replaceAll('\u00a0', ' ')
    for (const said of ['Расторгнуть договор', '01.12.2026', 'Сумма последнего счёта', '4 200 ₸'])
      expect(page).toContain(said)
    const paper = words(application('SVC-SUSPEND', 'ru', { ...TYPICAL['SVC-SUSPEND'], ...more })).replaceAll(
      '\u00a0',
      ' ',
    )
    for (const said of ['01.12.2026', '4 200 ₸']) expect(paper).toContain(said)
  })

  test('R-042 the task to stop the calls stands on the slip with its day, as the operator’s rule', () => {
    const page = words(slip('SVC-BILL', 'ru'))
    expect(page).toContain('Остановить обзвон о долге — до 24.11.2026')
    expect(page).toContain('правило оператора')
  })

  test('a notice for the counter stays off the slip', () => {
    expect(words(slip('DELIV-PROBLEM', 'ru'))).not.toContain('возврат продавцу')
  })

  test('an application in free form is not called a complaint', () => {
    const page = words(slip('COMPL-SERVICE', 'ru', { kind: 'appeal' }))
    expect(page).toContain('Обращение в свободной форме')
    expect(page).not.toContain('Жалоба или предложение по обслуживанию')
  })

  test('R-036 the slip names the outside bodies of the profile, and none where the profile names none', () => {
    const of = (outsideBodies: typeof branch.outsideBodies) =>
      words(
        receiptHtml(
          { receipt: slipCase('CLAIM-LOSS'), catalogue, branch: { ...branch, outsideBodies }, copy: 1 },
          { nonce: 'n', size: 'a5' },
        ),
      )
    expect(of(branch.outsideBodies)).toContain('e-tutynushy.kz')
    expect(of([])).not.toContain('e-tutynushy')
    expect(of([])).not.toMatch(BROKEN)
  })
})
