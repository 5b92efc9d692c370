/** The story Okno began with: a customer's registration in the post's app is cancelled, on paper, at the counter. */
import type { Counter } from './counter.ts'

export const CUSTOMER = { lastName: 'Сейітова', firstName: 'Гүлнар', patronymic: 'Бақытбекқызы', iin: '900315400126' }

/**
 * From the first field to the papers, every key as a clerk would press it. `needed`: only what headquarters must have;
 * `told`: also what the customer tells besides.
 */
export async function fillDeregistration(counter: Counter, how: 'needed' | 'told'): Promise<void> {
  const told = how === 'told'
  await counter.fill('last_name', CUSTOMER.lastName)
  await counter.fill('first_name', CUSTOMER.firstName)
  await counter.fill('patronymic', told ? CUSTOMER.patronymic : '')
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
  if (told) await counter.choose('recovery_tried', 1)
  else await counter.fill('recovery_tried', '')
  await counter.pick('register_again', 1)
  await counter.pick('pending_items', 2)
  await counter.goTo('pd_consent')
  await counter.press('Space')
  await counter.press('Enter')
}

/** Printed and signed, the application is taken: with it nothing is missing. */
export async function takeSignedApplication(counter: Counter): Promise<void> {
  await counter.goTo('signed_application')
  await counter.press('Space')
}
