/** A person is looked up without a case: first why. One press chooses; only "another reason" wants words. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOf } from '../../domain/forms/catalogue.ts'
import type { LookReason } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button, Key } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

const OTHER = 'other'

export function WhyLook({
  who,
  refused,
  onReason,
  onBack,
}: {
  who: string
  /** Why the last reason was not enough. */
  refused: string | undefined
  onReason: (reason: LookReason) => void
  onBack: () => void
}) {
  const { t } = useTranslation('customers')
  const text = useText()
  const { catalogue, rules } = useDesk().workspace
  const reasons = listOf(catalogue, 'look_reason')
  const [writing, setWriting] = useState(false)
  const [words, setWords] = useState('')
  const choose = (code: string | undefined) => {
    if (code === OTHER) setWriting(true)
    else if (code !== undefined) onReason({ code, words: '' })
  }
  const send = () => writing && onReason({ code: OTHER, words: words.trim() })
  useKeys([
    ...reasons.map(({ code }, i) => [`Digit${i + 1}`, () => choose(code)] as const),
    ['ctrl+Enter', send],
    ['Escape', writing ? () => setWriting(false) : onBack],
  ])
  return (
    <div className="why-look">
      <h2>{t('why.title', { who })}</h2>
      <p className="m">{t('why.say')}</p>
      <ol>
        {reasons.map(({ code, label }, i) => (
          <li key={code}>
            <button type="button" className="btn" aria-pressed={writing && code === OTHER} onClick={() => choose(code)}>
              {text(label)}
              <Key>{i + 1}</Key>
            </button>
          </li>
        ))}
      </ol>
      {refused && (
        <p className="bad" role="alert">
          {refused}
        </p>
      )}
      {writing && (
        <>
          <label className="why-label" htmlFor="why-words">
            {t('why.words')}
          </label>
          <textarea
            id="why-words"
            className="in why-words"
            // biome-ignore lint/a11y/noAutofocus: the words are what the last press asked for
            autoFocus
            rows={3}
            maxLength={500}
            value={words}
            aria-describedby="why-words-least"
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <p id="why-words-least" className="note">
            {t('case:reasonShort', { count: rules.lookReasonLeast })}
          </p>
          <div className="choices">
            <Button look="go" keyName="Ctrl Enter" onClick={send}>
              {t('why.open')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
