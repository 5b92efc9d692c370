/** What a usual customer says, for each type of paper: complete enough to be forwarded, on a Monday, 23 November 2026. */
import { addDays } from '../../domain/calendar/days.ts'
import type { Answers } from '../../domain/forms/schema.ts'

/** The customer, with a document and a way to answer. */
const PERSON: Answers = {
  applicant_kind: 'person',
  last_name: 'Сейітова',
  first_name: 'Гүлнар',
  iin: '900315400126',
  phone: '+77011234567',
  answer_lang: 'ru',
  answer_channel: 'sms',
  pd_consent: true,
}
const SHOWN: Answers = { ...PERSON, rep_used: false, id_kind: 'kz_id', id_number: '041234417', id_seen: true }
const ITEM: Answers = {
  ...SHOWN,
  track_no: 'RR123456785KZ',
  item_kind: 'ins_parcel',
  post_date: '2026-11-09',
  post_office: 'Алматы-1',
  declared_value: '15000.00',
  sender_name: 'Ким Вера',
  addressee_name: 'Сейітова Гүлнар',
  addressee_address: 'Талдықорған, Абай к-сі 5',
  applicant_side: 'addressee',
  contents: 'сервиз, 12 чашек',
}
const SERVICE: Answers = { ...SHOWN, account_no: '1234567', service_kind: 'fixed_phone' }

export const TYPICAL: Record<string, Answers> = {
  'ACC-DEREG': {
    ...SHOWN,
    account_system: 'postkz_app',
    account_login: '+77751234567',
    dereg_reason: 'recovery_loop',
    recovery_tried: ['in_app', 'call_centre'],
    register_again: true,
    pending_items: true,
  },
  'ACC-CHANGE': {
    ...SHOWN,
    screen_text: 'Код не приходит',
    account_login: '+77751234567',
    change_kind: 'phone_change',
    old_phone_lost: true,
    old_phone: '+77751234567',
    new_phone: '+77017654321',
  },
  'PD-REQ': {
    ...SHOWN,
    pd_kind: 'correction',
    pd_scope: 'фамилия в личном кабинете',
    pd_wrong: 'Ким',
    pd_right: 'Сейітова',
  },
  'TRACE-DOM': {
    ...ITEM,
    trace_reason: 'stuck',
    last_event: '12.11.2026, Алматы, сортировка',
    receipt_no: '4455',
    proof_needed: true,
  },
  'TRACE-INT': {
    ...ITEM,
    track_no: 'RR123456785CN',
    item_kind: 'small_packet',
    direction: 'incoming',
    other_country: 'CN',
    not_received_statement: true,
  },
  'CLAIM-LOSS': {
    ...ITEM,
    claim_kind: 'late',
    promised_date: '2026-11-16',
    demand: ['find', 'compensate'],
    claim_sum: '12000.00',
    value_proof: 'receipt_shop',
    pay_to: 'cash_at_branch',
    waiver: true,
  },
  'CLAIM-DAMAGE': {
    ...ITEM,
    item_kind: 'courier',
    received_date: '2026-11-21',
    delivery_scope: 'across_country',
    noticed_when: 'same_day',
    damage_kind: ['wrapper_torn', 'missing_part'],
    missing_list: [{ name: 'чашка', quantity: '2', value: '1500.00' }],
    damage_text: 'Коробка вскрыта, двух чашек нет.',
    wrapper_kept: true,
    act_drawn: true,
    demand: ['compensate', 'refund'],
    claim_sum: '3000.00',
    goods_return: true,
  },
  'DELIV-PROBLEM': {
    ...ITEM,
    item_kind: 'courier',
    deliv_problem: ['marked_delivered', 'attempt_failed'],
    actual_at: '2026-11-20T16:30',
    not_received_at: '2026-11-21T09:00',
    attempts_made: 2,
    urgent: 'medicine',
    demand: ['deliver', 'measures'],
    new_slot: 'во вторник после 18:00',
  },
  'ITEM-CHANGE': {
    ...ITEM,
    applicant_side: 'sender',
    order_kind: 'change_address',
    new_address: 'Алматы, Абай 10',
    new_postcode: '050000',
    pays_return: true,
  },
  'MAIL-INSTR': {
    ...SHOWN,
    instr_kind: ['extend_storage', 'authorise_person'],
    track_list: ['RR123456785KZ'],
    keep_until: '2026-12-20',
    date_from: '2026-11-24',
    date_to: '2027-03-01',
    auth_name: 'Сейітов Ерлан',
    auth_id: '031112223',
    auth_scope: 'money_excluded',
  },
  'DOC-DUP': {
    ...ITEM,
    applicant_side: 'sender',
    doc_kind: 'posting_receipt',
    doc_date: '2026-11-09',
    purpose: 'claim',
    copies: 1,
  },
  'MONEY-INQ': {
    ...SHOWN,
    mt_kind: 'transfer_not_paid',
    mt_date: '2026-11-16',
    mt_sum: '25000.00',
    mt_no: '778812',
    payee: 'Ким Вера',
  },
  'COMPL-SERVICE': {
    ...PERSON,
    kind: 'complaint',
    about: ['employee', 'queue'],
    when: '2026-11-20T16:30',
    where: 'окно Б',
    text: 'Ждала сорок минут, в приёме заявления отказали.',
    demand: ['measures'],
    hide_name: true,
  },
  'SVC-SUSPEND': {
    ...SERVICE,
    action: 'suspend',
    keep_number: true,
    date_from: '2026-12-01',
    date_to: '2027-01-31',
    pay_rule: 'абонентская плата 30 %',
  },
  'SVC-BILL': {
    ...SERVICE,
    bill_problem: ['cancelled_billed', 'debt_calls'],
    period_from: '2026-05',
    period_to: '2026-10',
    bill_date: '2026-11-01',
    disputed_sum: '7200.00',
    cancel_date: '2026-04-15',
    cancel_proof: 'own_copy',
    pay_date: '2026-11-10',
    booked_date: '2026-11-13',
    pay_channel: 'settlement_centre',
    pay_sum: '1500.00',
    claimed_debt: '1.00',
    stop_calls: true,
    demand: ['recalc', 'measures'],
  },
  'SVC-CONSENT': {
    ...SERVICE,
    service_kind: 'mobile',
    foreign_service: 'карта Altel',
    found_when: '20.11.2026, увидела в списке номеров',
    code_received: 'no',
    signed_anything: 'no',
    demand: ['switch_off', 'measures'],
  },
  'NUM-PORT': {
    ...SERVICE,
    service_kind: 'mobile',
    port_numbers: ['+77011234567', '+77017654321'],
    donor: 'kcell',
    recipient: 'beeline',
    debt_ack: true,
  },
  'OUTAGE-REPORT': {
    ...PERSON,
    systems: ['app', 'locker'],
    seen_from: '2026-11-23T08:10',
    harm: 'cannot_collect',
    notify: true,
    symptom: 'Почтомат пишет «нет связи»',
    evidence: ['pickup_message'],
  },
}

/** The Monday on which all this is said. */
const SAID_ON = '2026-11-23'

/** The same, said on another day: all its days are as far from that one. */
export function typicalOn(today: string, code: string): Answers {
  const by = Math.round((Date.parse(today) - Date.parse(SAID_ON)) / 86_400_000)
  const moved = Object.entries(TYPICAL[code] ?? {}).map(([key, value]) => {
    const dated = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value)
    return [key, dated ? addDays(value.slice(0, 10), by) + value.slice(10) : value] as const
  })
  return Object.fromEntries(moved)
}
