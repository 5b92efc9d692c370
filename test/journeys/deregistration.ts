/** The story Okno began with: a customer's registration in the post's app is cancelled, on paper, at the counter. */
import type { Counter } from './counter.ts'

export const CUSTOMER = { lastName: 'Сейітова', firstName: 'Гүлнар', patronymic: 'Бақытбекқызы', iin: '900315400126' }

/** From the search field to a filled form; every key as a clerk would press it. */
export async function fillDeregistration(counter: Counter): Promise<void> {
  await counter.fill('last_name', CUSTOMER.lastName)
  await counter.fill('first_name', CUSTOMER.firstName)
  await counter.fill('patronymic', CUSTOMER.patronymic)
  await counter.fill('iin', CUSTOMER.iin)
  await counter.fill('birth_date', '15.03.1990')
  await counter.fill('phone', '8 701 123 45 67')
  await counter.fill('id_kind', '')
  await counter.fill('id_number', '012345417')
  await counter.press('Space')
  await counter.fill('id_seen', '')
  await counter.fill('account_system', '')
  await counter.fill('account_login', '8 775 123 45 67')
  await counter.choose('dereg_reason', 2)
}
