/** F1: every key on one page, and how the window looks. Nothing of it has to be scrolled for at 1366 × 768. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { may } from '../../domain/people/permissions.ts'
import { api } from '../api.ts'
import { Key } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import { changeAppearance, sizes, slips, themes, useAppearance } from './look.ts'
import { useDesk } from './workspace.ts'

/** Whose these are not does not read them. */
const ofReview = ({ group, word }: { group: string; word: string }) => group === 'review' || word === 'review'

/** Key caps in order, and the word for what they do (`window:keys.*`). */
const groups: Record<string, [string[], string][]> = {
  everywhere: [
    [['F1'], 'help'],
    [['F2'], 'intake'],
    [['F3'], 'queue'],
    [['F4'], 'review'],
    [['F6'], 'parked'],
    [['F7'], 'shift'],
    [['F8'], 'paper'],
    [['F9'], 'overview'],
    [['F11'], 'language'],
    [['F12'], 'lock'],
    [['Ctrl K'], 'palette'],
    [['Ctrl L'], 'exchange'],
  ],
  search: [
    [['↑', '↓'], 'otherType'],
    [['Enter'], 'open'],
    [['Alt 2', 'Alt 9'], 'openNth'],
    [['Ctrl 0'], 'freeText'],
  ],
  picture: [
    [['PgUp', 'PgDn'], 'page'],
    [['Alt ←', 'Alt →'], 'file'],
    [['Alt ↑', 'Alt ↓'], 'turn'],
    [['Ctrl −', 'Ctrl +'], 'zoom'],
  ],
  form: [
    [['Enter'], 'next'],
    [['Shift Enter'], 'back'],
    [['Ctrl Enter'], 'register'],
    [['Esc'], 'park'],
    [['Ctrl P'], 'printApplication'],
    [['Alt T'], 'changeType'],
    [['Alt R'], 'folded'],
    [['Alt V'], 'continueCase'],
    [['Alt B'], 'otherMatter'],
    [['Ctrl I'], 'scan'],
    [['Alt C'], 'camera'],
    [['Alt F'], 'files'],
    [['Alt W'], 'withoutEvidence'],
    [['Alt S'], 'sendCode'],
    [['Alt L'], 'earlierCase'],
    [['Alt J'], 'badLine'],
    [['↑', '↓'], 'day'],
  ],
  receipt: [
    [['Enter'], 'nextCustomer'],
    [['Alt N'], 'another'],
    [['Alt O'], 'openCase'],
    [['Ctrl P'], 'slip'],
  ],
  queue: [
    [['↑', '↓'], 'row'],
    [['Enter'], 'openCase'],
    [['P'], 'slip'],
    [['E'], 'passUp'],
    [['1', '9'], 'tab'],
    [['F'], 'filter'],
    [['S'], 'sort'],
    [['Ctrl F'], 'findInQueue'],
  ],
  review: [
    [['1', '4'], 'decide'],
    [['Tab'], 'nextWarning'],
    [['Ctrl ↓'], 'nextReview'],
    [['Space'], 'tick'],
    [['Ctrl A'], 'tickPlain'],
    [['Z'], 'takeBack'],
  ],
  case: [
    [['1'], 'mainStep'],
    [['2', '9'], 'otherSteps'],
    [['P'], 'passUp'],
    [['D', '↑', '↓'], 'disputeEntry'],
    [['H'], 'printRecord'],
    [['A'], 'printLetter'],
    [['K'], 'customersCases'],
    [['Ctrl P'], 'slip'],
  ],
  branch: [
    [['Enter', '1', '9'], 'openNeed'],
    [['Alt G'], 'sections'],
    [['R'], 'counts'],
  ],
  outages: [
    [['Alt A'], 'newOutage'],
    [['Alt U'], 'outageNews'],
    [['Alt E'], 'outageOver'],
    [['Alt P'], 'outageNotice'],
    [['Alt H'], 'paperSlips'],
    [['Alt M'], 'monthPrint'],
    [['Alt X'], 'monthTable'],
  ],
  shift: [
    [['Alt D'], 'openShift'],
    [['Ctrl Enter'], 'closeShift'],
    [['Ctrl P'], 'closingSlip'],
    [['D'], 'disputeEntry'],
  ],
}

export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('window')
  const { theme, size, slip } = useAppearance()
  const reviews = may(useDesk().person, 'acceptCase')
  const groupsHere = Object.entries(groups)
    .map(([group, rows]) => [group, rows.filter(([, word]) => reviews || !ofReview({ group, word }))] as const)
    .filter(([, rows]) => rows.length > 0)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('help.title')}
      size={1330}
      yOffset={8}
      classNames={{ header: 'help-title', body: 'help-body' }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="help">
        {groupsHere.map(([group, rows]) => (
          <section key={group}>
            <h3>{t(`help.${group}`)}</h3>
            <dl>
              {rows.map(([caps, word]) => (
                <KeyRow key={word} caps={caps} word={t(`keys.${word}`)} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="help-look">
        <section>
          <h3>{t('help.theme')}</h3>
          <Segments
            label={t('help.theme')}
            value={theme}
            options={themes.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
            onChange={(next) => {
              const chosen = themes.find((one) => one === next) ?? 'light'
              changeAppearance({ theme: chosen })
              void api.desk.look({ theme: chosen })
            }}
          />
        </section>
        <section>
          <h3>{t('help.size')}</h3>
          <Segments
            label={t('help.size')}
            value={size}
            options={sizes.map((one) => ({ value: one, label: t(`size.${one}`) }))}
            onChange={(next) => changeAppearance({ size: sizes.find((one) => one === next) ?? 'normal' })}
          />
        </section>
        <section>
          <h3>{t('help.slip')}</h3>
          <Segments
            label={t('help.slip')}
            value={slip}
            options={slips.map((one) => ({ value: one, label: t(`slip.${one}`) }))}
            onChange={(next) => changeAppearance({ slip: slips.find((one) => one === next) ?? '80mm' })}
          />
        </section>
      </div>
    </Modal>
  )
}

function KeyRow({ caps, word }: { caps: string[]; word: string }) {
  const { t } = useTranslation('window')
  return (
    <>
      <dt>
        {caps.map((cap) => (
          <Key key={cap}>{cap === 'Space' ? t('review:space') : cap}</Key>
        ))}
      </dt>
      <dd>{word}</dd>
    </>
  )
}
