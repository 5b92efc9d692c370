/** The answer of a case with its ground, how it was handed over, and the letter that says it on paper. */
import { MailCheck, Printer, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { answerStands } from '../../domain/cases/case.ts'
import type { Form } from '../../domain/forms/schema.ts'
import { hearsOfNoBody } from '../../domain/people/branch.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Block } from './Block.tsx'
import { usePrintLetter } from './letter.ts'
import type { Opened } from './opened.ts'
import { useSaid } from './who.ts'

type Props = { detail: CaseDetail; form: Form | undefined; onOpen: (opened: Opened) => void }

export function Answer({ detail, form, onOpen }: Props) {
  const { t } = useTranslation('acts')
  const text = useText()
  const dates = useDates()
  const said = useSaid()
  const { catalogue, branch } = useDesk().workspace
  const { answer, delivery } = detail.now
  if (!answer) return null
  const outcome = catalogue.outcomes.find(({ code }) => code === answer.outcome)
  const delivered = delivery && momentAt(delivery.deliveredAt, branch.timeZone)
  return (
    <Block
      tone={detail.row.state === 'answered' ? 'lit' : 'plain'}
      icon={<MailCheck aria-hidden />}
      title={t(`answered.${answer.office}`)}
      by={said(answer)}
    >
      <p>
        <b>{outcome ? text(outcome.label) : answer.outcome}</b>
        {answer.sum !== undefined && (
          <b className="n">
            {' '}
            · {answer.sum} {branch.currency}
          </b>
        )}
      </p>
      <blockquote lang={answer.language}>{answer.text}</blockquote>
      <p className="m">
        {t('ground', { ground: answer.ground })} · {t(`ui:inLanguage.${answer.language}`)}
      </p>
      {answer.outsideBody && (
        <p>
          {t('outsideBody')} <b>{text(answer.outsideBody.name)}</b> {answer.outsideBody.url}
        </p>
      )}
      {delivery && delivered && (
        <p>
          {t(`delivered.${delivery.channel}`, {
            to: delivery.to,
            at: `${dates.dotted(delivered.day)} ${delivered.time}`,
          })}
        </p>
      )}
      {!form && <p className="m">{t('case:formGone')}</p>}
      {answerStands(detail.row.state) && <Letter detail={detail} refusal={outcome?.refusal === true} onOpen={onOpen} />}
    </Block>
  )
}

/** The answer on paper. Whoever keeps the profile is told where it will name nobody outside. */
function Letter({ detail, refusal, onOpen }: Pick<Props, 'detail' | 'onOpen'> & { refusal: boolean }) {
  const { t } = useTranslation('acts')
  const { person, workspace } = useDesk()
  const print = usePrintLetter(detail, onOpen)
  const nobody = refusal && !detail.now.answer?.outsideBody && hearsOfNoBody(person, workspace.branch)
  useKeys([['KeyA', () => void print()]])
  return (
    <div className="letter">
      {nobody && (
        <p>
          <TriangleAlert aria-hidden className="warn" /> {t('letter.noBody')}
        </p>
      )}
      <Button look="small" icon={Printer} keyName="A" onClick={() => void print()}>
        {t('letter.print')}
      </Button>
    </div>
  )
}
