/** Officers of a test's headquarters: made by its administrator, acting over the real routes. */
import { randomUUID } from 'node:crypto'
import type { OfficeAct } from '../../domain/wire/office.ts'
import type { OfficeAnswer } from '../../hq/office/act.ts'
import type { TestHq } from './hq.ts'

export type TestOfficer = {
  id: string
  get(path: string): Promise<{ status: number; body: unknown }>
  post(path: string, body: object): Promise<{ status: number; body: unknown }>
  /** A step on a case; its command is minted here unless the test brings one. */
  act(id: string, act: WithoutCommand): Promise<OfficeAnswer>
}
type Without<Act> = Act extends { command: string } ? Omit<Act, 'command'> & { command?: string } : never
export type WithoutCommand = Without<OfficeAct>

type Role = 'hq_officer' | 'hq_lead' | 'auditor'

export async function officerAt(hq: Pick<TestHq, 'app' | 'admin'>, role: Role, lastName: string): Promise<TestOfficer> {
  const said = { lastName, firstName: 'Дәурен', patronymic: '', role }
  const { id, token } = (await hq.admin('POST', '/v1/admin/officers', said)).body as { id: string; token: string }
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await hq.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json() as unknown }
  }
  return {
    id,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    async act(about, act) {
      const { body } = await ask('POST', `/v1/office/cases/${about}/act`, { act: { command: randomUUID(), ...act } })
      return body as OfficeAnswer
    },
  }
}

export async function officersOf(hq: Pick<TestHq, 'app' | 'admin'>) {
  return {
    officer: await officerAt(hq, 'hq_officer', 'Оспанов'),
    lead: await officerAt(hq, 'hq_lead', 'Жүнісова'),
    auditor: await officerAt(hq, 'auditor', 'Тексерова'),
  }
}
