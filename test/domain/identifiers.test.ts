import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBin } from '../../domain/identifiers/bin.ts'
import { readIban } from '../../domain/identifiers/iban.ts'
import { readIdentifier } from '../../domain/identifiers/identifier.ts'
import { readIin, suggestedByIin } from '../../domain/identifiers/iin.ts'
import { readInn } from '../../domain/identifiers/inn.ts'
import { readName } from '../../domain/identifiers/names.ts'
import { readPesel } from '../../domain/identifiers/pesel.ts'
import { readPhone } from '../../domain/identifiers/phone.ts'
import { readPostcode } from '../../domain/identifiers/postcode.ts'
import type { Reading } from '../../domain/identifiers/reading.ts'
import { readRupost14 } from '../../domain/identifiers/rupost14.ts'
import { readS10 } from '../../domain/identifiers/s10.ts'
import { readSnils } from '../../domain/identifiers/snils.ts'
import { readTrack } from '../../domain/identifiers/track.ts'
import vectors from './vectors.json' with { type: 'json' }

const codes = (reading: Reading) => reading.findings.map((finding) => finding.code)

const readers = {
  s10: readS10,
  iin: readIin,
  bin: readBin,
  inn: readInn,
  snils: readSnils,
  pesel: readPesel,
  rupost14: readRupost14,
}

describe('published vectors', () => {
  const unusual = ['050229600122', '900315000120', '901332300125', '001-001-998 55']
  for (const [kind, read] of Object.entries(readers)) {
    const { valid, invalid } = vectors[kind as keyof typeof vectors]
    test.each(valid)(`${kind}: %s can be right`, (text) => {
      expect(read(text).level).toBe(unusual.includes(text) ? 'warning' : 'ok')
    })
    test.each(invalid)(`${kind}: %s cannot be right`, (text) => {
      expect(read(text).level).toBe('error')
    })
  }
  test.each(['791028302728', '900515400014', '820923300029', '061211600012'])('published IIN %s passes', (text) => {
    expect(readIin(text).level).toBe('ok')
  })
})

test('R-053 an IIN that is no date of birth is only asked about; a wrong check digit is an error', () => {
  expect(readIin('050229600122')).toMatchObject({ level: 'warning', value: '050229600122' })
  expect(codes(readIin('050229600122'))).toEqual(['iin.date'])
  expect(codes(readIin('900315000120'))).toEqual(['iin.centurySex'])
  expect(codes(readIin('901332300125'))).toEqual(['iin.date'])
  expect(codes(readIin('900315300124'))).toEqual(['iin.checkDigit'])
  expect(codes(readIin('900315300100'))).toEqual(['iin.notIssued'])
})

test('an IIN in the place of a BIN, and the other way round, is a hint', () => {
  expect(codes(readIin('150340000179'))).toEqual(['iin.looksLikeBin'])
  expect(codes(readBin('900315300123'))).toEqual(['bin.looksLikeIin'])
})

test('date of birth and sex are suggested only from an IIN without findings', () => {
  expect(suggestedByIin('900315400126')).toEqual({ birthDate: '1990-03-15', sex: 'female' })
  expect(suggestedByIin('051231500126')).toEqual({ birthDate: '2005-12-31', sex: 'male' })
  expect(suggestedByIin('050229600122')).toBeNull()
})

test('zeros alone are refused although the arithmetic would let them pass', () => {
  for (const [kind, length] of [
    ['iin', 12],
    ['bin', 12],
    ['inn', 10],
    ['rupost14', 14],
    ['pesel', 11],
  ] as const) {
    expect(codes(readers[kind]('0'.repeat(length)))).toEqual([`${kind}.zeros`])
  }
})

test('numbers are shown in groups and stored without spaces', () => {
  expect(readS10(' rr 47312482-9 kz')).toMatchObject({ value: 'RR473124829KZ', shown: 'RR 4731 2482 9 KZ' })
  expect(readIin('900315\u00a0300123')).toMatchObject({ value: '900315300123', shown: '900315 300123' })
  expect(readSnils('11223344595')).toMatchObject({ value: '11223344595', shown: '112-233-445 95' })
  expect(readRupost14('60300095123458').shown).toBe('603000 95 12345 8')
})

test('an S10 error says what and where', () => {
  expect(readS10('RR12345678OKZ').findings).toEqual([
    { code: 's10.notDigit', level: 'error', at: 10, facts: { found: 'O' } },
  ])
  expect(codes(readS10('RR123456785XX'))).toEqual(['s10.country'])
  expect(codes(readS10('JA123456785KZ'))).toEqual(['s10.reserved'])
})

describe('track numbers', () => {
  test('a wrong check digit is a warning: it never blocks a trace', () => {
    expect(readTrack('RR473124828KZ')).toMatchObject({ level: 'warning', shown: 'RR 4731 2482 8 KZ' })
    expect(readTrack('60300095123456').level).toBe('warning')
    expect(readTrack('RR473124829KZ').level).toBe('ok')
  })
  test("another carrier's number is accepted with a warning, a mistyped S10 is not", () => {
    expect(codes(readTrack('LP00123456789012'))).toEqual(['track.otherFormat'])
    expect(codes(readTrack('RR12345678KZ'))).toEqual(['s10.length'])
    expect(codes(readTrack('посылка'))).toEqual(['track.characters'])
    expect(codes(readTrack('hello'))).toEqual(['track.noDigit'])
    expect(readTrack('hello').level).toBe('error')
  })
})

describe('phones, branch in Kazakhstan', () => {
  test.each([
    ['+7 (701) 123-45-67', '+77011234567'],
    ['87011234567', '+77011234567'],
    ['7011234567', '+77011234567'],
    ['+77471234567', '+77471234567'],
    ['+77751234567', '+77751234567'],
    ['+77081234567', '+77081234567'],
    ['+77001234567', '+77001234567'],
    ['+77601234567', '+77601234567'],
    ['+77851234567', '+77851234567'],
    ['8 7172 12 34 56', '+77172123456'],
    ['+77273123456', '+77273123456'],
    ['+77282123456', '+77282123456'],
    ['89161234567', '+79161234567'],
    ['+74951234567', '+74951234567'],
    ['88002005888', '+78002005888'],
    ['+48501234567', '+48501234567'],
    ['+7 336 221 23 45', '+73362212345'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(readPhone(typed, 'KZ')).toMatchObject({ level: 'ok', value: stored })
  })
  test.each([
    ['+7701123456', 'phone.length'],
    ['+770112345678', 'phone.length'],
    ['+77991234567', 'phone.unassigned'],
    ['+77801234567', 'phone.unassigned'],
    ['+77121234567', 'phone.unassigned'],
    ['1499', 'phone.short'],
    ['2323', 'phone.short'],
    ['', 'phone.empty'],
    ['позвоните 8701', 'phone.characters'],
  ])('%s is refused: %s', (typed, code) => {
    const reading = readPhone(typed, 'KZ')
    expect(reading.level).toBe('error')
    expect(codes(reading)).toEqual([code])
  })
  test('a code without a country is asked about, not refused', () => {
    expect(readPhone('+76101234567', 'KZ')).toMatchObject({ level: 'warning', value: '+76101234567' })
  })
  test('the branch decides about numbers without a country', () => {
    expect(readPhone('501234567', 'PL').value).toBe('+48501234567')
    expect(readPhone('501234567', 'KZ').level).toBe('error')
  })
})

test('postcodes by country', () => {
  expect(readPostcode('040000', 'KZ').level).toBe('ok')
  expect(readPostcode('a10k3x9', 'KZ').value).toBe('A10K3X9')
  expect(readPostcode('00001', 'PL').value).toBe('00-001')
  expect(readPostcode('00-001', 'PL').level).toBe('ok')
  expect(codes(readPostcode('00-001', 'KZ'))).toEqual(['postcode.formatKZ'])
  expect(codes(readPostcode('A10K3X9', 'RU'))).toEqual(['postcode.formatRU'])
  expect(codes(readPostcode('000000', 'RU'))).toEqual(['postcode.zeros'])
})

test('bank accounts: length of the country and remainder 97', () => {
  expect(readIban('KZ86 125K ZT50 0410 0100', 'KZ')).toMatchObject({
    level: 'ok',
    value: 'KZ86125KZT5004100100',
    shown: 'KZ86 125K ZT50 0410 0100',
  })
  expect(readIban('PL61109010140000071219812874', 'PL').level).toBe('ok')
  expect(codes(readIban('KZ87125KZT5004100100', 'KZ'))).toEqual(['iban.checkDigit'])
  expect(codes(readIban('KZ86125KZT500410010', 'KZ'))).toEqual(['iban.length'])
  expect(codes(readIban('XX86125KZT5004100100', 'KZ'))).toEqual(['iban.country'])
  expect(readIban('40817810099910004312', 'RU')).toMatchObject({ level: 'ok', shown: '40817 810 0 9991 0004312' })
  expect(codes(readIban('40817810099910004312', 'KZ'))).toEqual(['iban.country'])
})

describe('names', () => {
  test.each([
    'Қасым',
    'Әлия',
    'Іңкәр',
    'Нұрпейісова-Әбдірахман',
    'аль-Фараби',
    "О'Нил",
    'Бақытбекұлы',
    'А. Б.',
    '李',
    'Łukasz',
  ])('%s is a name', (name) => {
    expect(readName(name)).toEqual({ level: 'ok', value: name, shown: name, findings: [] })
  })
  test('only spaces are changed', () => {
    expect(readName('  ҚАСЫМОВА \u00a0 Айгүл ').value).toBe('ҚАСЫМОВА Айгүл')
  })
  test.each([
    ['', 'error', 'name.empty', undefined],
    ['Иванов2', 'error', 'name.digit', 6],
    ['Иванов@', 'error', 'name.character', 6],
    ['Ива😀нов', 'error', 'name.character', 3],
    ['-', 'error', 'name.start', 0],
    ['Нет', 'warning', 'name.placeholder', undefined],
    ['Айгүл Cапарова', 'warning', 'name.latinAmongCyrillic', 6],
    ['Smіth', 'warning', 'name.cyrillicAmongLatin', 2],
    ['Ќасым', 'warning', 'name.foreignCyrillic', 0],
  ])('%j: %s %s', (text, level, code, at) => {
    const reading = readName(text)
    expect(reading.level).toBe(level)
    expect(codes(reading)).toEqual([code])
    expect(reading.findings[0]?.at).toBe(at)
  })
})

test('one door leads to every reader', () => {
  expect(readIdentifier('iin', '900315300123', { country: 'KZ' }).level).toBe('ok')
  expect(readIdentifier('postcode', '00-001', { country: 'PL' }).value).toBe('00-001')
  expect(readIdentifier('phone', '501234567', { country: 'PL' }).value).toBe('+48501234567')
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{12}$/), (text) => {
      expect(readIdentifier('bin', text, { country: 'KZ' })).toEqual(readBin(text))
    }),
  )
})
