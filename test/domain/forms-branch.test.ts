/** The branch profile: the one place of phones, prices and hours. */
import { expect, test } from 'vitest'
import { type BranchProfile, branchProfile, receiptObstacle } from '../../domain/people/branch.ts'
import { readData } from '../support/catalogue.ts'

const profile: BranchProfile = branchProfile.parse(readData('branch.json'))
const price = { kk: 'минутына 29 ₸', ru: '29 ₸ за минуту', en: '29 ₸ a minute' }

test('R-008 a paid number cannot be written down without its price in three languages', () => {
  const paid = (number: unknown) => branchProfile.safeParse({ ...profile, paidNumbers: [number] })
  expect(paid({ phone: '1499', price }).success).toBe(true)
  expect(paid({ phone: '1499' }).error?.issues[0]?.path).toEqual(['paidNumbers', 0, 'price'])
  expect(paid({ phone: '1499', price: { ...price, kk: '' } }).error?.issues[0]?.path).toEqual([
    'paidNumbers',
    0,
    'price',
    'kk',
  ])
})

test('R-008 every profile has a way to check without paying, and its phone carries the word for its price', () => {
  const { freeCheck: _, ...without } = profile
  expect(branchProfile.safeParse(without).success).toBe(false)
  expect(profile.freeCheck).toMatchObject({ phone: '8 800 000 00 00', price: { ru: 'бесплатно' } })
  const silent = branchProfile.safeParse({ ...profile, freeCheck: { text: price, phone: '8 800 000 00 00' } })
  expect(silent.error?.issues[0]?.path).toEqual(['freeCheck', 'price'])
})

test('R-028 without hours no slip is printed, and the reason is named', () => {
  const { hours: _, ...without } = profile
  expect(receiptObstacle(profile)).toBeNull()
  expect(receiptObstacle(branchProfile.parse(without))).toBe('hoursUnknown')
})
