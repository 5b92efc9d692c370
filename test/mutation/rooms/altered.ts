/** Rows that somebody changed past the program: what goes, what does not, and who hears of it. */
import { type Mechanism, within } from '../mechanism.ts'

const tests = ['test/sync/altered.test.ts']
const inProvable = within('electron/branch/provable.ts', tests)
const inMarks = within('electron/branch/store/acknowledgements.ts', tests)

export const altered: readonly Mechanism[] = [
  inProvable(
    'altered-goes-erased',
    'a content that was changed past the program goes as erased, and its run is taken',
    'payload: whole ? payload : ERASED',
    'payload',
  ),
  inProvable(
    'altered-header-stays',
    'a header that was changed ends its line, and what stands before it goes',
    'headerHash(primitives, header) === hash &&',
  ),
  inProvable(
    'altered-gap-stays',
    'what stands behind a row that was deleted does not go',
    'row.seq === (before?.seq ?? after) + 1 && ',
  ),
  inProvable(
    'altered-new-line',
    'our own goes on as a new line where a content went erased',
    "if (noted.length > 0 && line === myLine(branch.db)) beginLine(branch, 'altered')",
  ),
  inProvable(
    'broken-new-line',
    'and where its chain is broken',
    "if (line === myLine(branch.db)) beginLine(branch, 'altered')\n}",
    '}',
  ),
  inProvable(
    'altered-shown',
    'a content that went erased is shown to a person',
    "gone.filter(({ row }) => recordUnprovable(branch, line, row, 'altered'))",
    'gone',
  ),
  inProvable(
    'broken-shown',
    'so is where a chain is broken',
    "if (to === 'hq' || deliveryOf(branch.db, place) !== 'at_hq') recordUnprovable(branch, line, place, 'chainBroken')",
    "if (to === 'hq' && place.hash === '') recordUnprovable(branch, line, place, 'chainBroken')",
  ),
  inProvable(
    'unsealed-shown',
    'so is a line of another whose last seal is gone',
    'line !== myLine(branch.db) ? sound[0]?.row : undefined',
    "line === '' ? sound[0]?.row : undefined",
  ),
  within('electron/branch/status.ts', tests)(
    'behind-broken-shown',
    'so are the cases behind it',
    ', ...casesBehindBroken(db)]',
    ', ...casesBehindBroken(db).slice(0, 0)]',
  ),
  inProvable(
    'altered-of-others',
    'what another wrote and was changed here is left to him',
    "if (origin !== 'own') return false",
  ),
  inProvable(
    'altered-to-a-hub',
    'another computer is not given erased what headquarters has whole',
    "return to === 'hq' || isStuckAs(db, hash, 'altered') || deliveryOf(db, { line, seq, hash, origin }) !== 'at_hq'",
    "return to !== 'hq' || isStuckAs(db, hash, 'altered') || deliveryOf(db, { line, seq, hash, origin }) !== ''",
  ),
  inProvable(
    'altered-but-held',
    'what headquarters holds already keeps nothing behind it from going, however it was changed here',
    'if (!fit && row.seq <= heldUpTo) {',
    'if (!fit && row.seq <= heldUpTo && heldUpTo < 0) {',
  ),
  inProvable(
    'seals-looked-at',
    'a run that was refused goes again without the seals that are none',
    'sealedBy === null || isSealedBy(row, sealedBy) ? row.signature : null',
    "sealedBy === '' || isSealedBy(row, '') || row.signature ? row.signature : null",
  ),
  within('electron/branch/handover.ts', tests)(
    'unprovable-lifted',
    'what could not be proved from here is let go once headquarters has had it from its author',
    'liftUnprovable(branch.db, given.body)',
  ),
  inMarks(
    'altered-until-safe',
    'a content that went erased is let go by what headquarters calls safe only',
    "(reason = 'altered' AND ? = 'safe')",
    "(reason = 'altered' AND ? <> '')",
  ),
  inMarks(
    'unprovable-here',
    'what cannot be proved of what lies here is told to no other computer',
    " AND reason NOT IN ('altered', 'chainBroken')",
  ),
  within('electron/branch/hub/exchange.ts', tests)(
    'whole-is-a-copy',
    'a line that another computer did not get to its end is no second copy',
    'if (pushed.whole) after.lines',
    'after.lines',
  ),
]
