/** An answer at the counter: one of the outcomes that a branch may give, in the customer's language, with its ground. */
import { useTranslation } from 'react-i18next'
import { language as languages, type Outcome } from '../../../domain/forms/schema.ts'
import { useText } from '../../i18n.ts'
import { useUnsaid } from '../../ui/said.ts'
import { useDesk } from '../../window/workspace.ts'
import { useKept } from '../kept.ts'
import { Panel, type PanelProps, Words } from './Panel.tsx'

/** Letters without gaps, as the rule counts them. */
const lettersOf = (words: string): number => [...words.trim()].filter((letter) => !/\s/u.test(letter)).length

export function Finish(props: PanelProps) {
  const { t } = useTranslation('acts')
  const text = useText()
  const { detail, form, send } = props
  const { catalogue, branch } = useDesk().workspace
  const given = catalogue.outcomes.filter(
    ({ code, atBranch, state }) => atBranch && !state && form?.outcomes.includes(code),
  )
  const [code, setCode] = useKept('outcome', given[0]?.code ?? '')
  const [words, setWords] = useKept('text', '')
  const [ground, setGround] = useKept('ground', '')
  const [sum, setSum] = useKept('sum', '')
  const outcome = given.find((one) => one.code === code)
  const amount = sum.trim() === '' ? null : Number(sum.replace(/\s/g, '').replace(',', '.'))
  const spoken = languages.catch('kk').parse(detail.now.answers.answer_lang)
  const onSend = () =>
    void send({ do: 'finishAtBranch', outcome: code, text: words.trim(), ground: ground.trim(), sum: amount })
  return (
    <Panel {...props} size={640} obstacle={useObstacle({ outcome, words, ground, amount })} onSend={onSend}>
      <fieldset className="pass-list">
        <legend>{t('finishAtBranch.outcome')}</legend>
        {given.map((one, i) => (
          <label key={one.code} className={one.code === code ? 'lit' : ''}>
            <input
              type="radio"
              name="outcome"
              value={one.code}
              checked={one.code === code}
              data-autofocus={i === 0 || undefined}
              onChange={() => setCode(one.code)}
            />
            <span>{text(one.label)}</span>
          </label>
        ))}
      </fieldset>
      <Words
        name="text"
        label={t('finishAtBranch.words', { language: t(`ui:inLanguage.${spoken}`) })}
        value={words}
        onChange={setWords}
        rows={4}
      />
      <Words name="ground" label={t('finishAtBranch.ground')} value={ground} onChange={setGround} rows={1} />
      <Words
        name="sum"
        label={t('finishAtBranch.sum', { currency: branch.currency })}
        value={sum}
        onChange={setSum}
        rows={1}
      />
    </Panel>
  )
}

type Said = { outcome: Outcome | undefined; words: string; ground: string; amount: number | null }

function useObstacle({ outcome, words, ground, amount }: Said): string | undefined {
  const { t } = useTranslation('acts')
  const unsaid = useUnsaid()
  if (!outcome) return t('finishAtBranch.outcomeFirst')
  const silent = unsaid(words, t('finishAtBranch.first'))
  if (silent) return silent
  const least = outcome.reasonAtLeast ?? 0
  if (lettersOf(words) < least) return t('refused.reasonTooShort', { count: least })
  const groundless = unsaid(ground, t('finishAtBranch.groundFirst'))
  if (groundless) return groundless
  return amount !== null && !(amount > 0) ? t('finishAtBranch.sumWrong') : undefined
}
