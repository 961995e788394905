/** The screens that are not there at the start: loaded together, when the first of them is opened. */

export { ImportsScreen } from '../import/files';
export { ImportScreen } from '../import/screen';
export { ProblemScreen } from '../ledger/problem';
export { LayoutEditor } from '../layouts/editor';
export { ReviseScreen } from '../revise/screen';
export { VersionsScreen } from '../versions/screen';
export { ArchiveScreen } from './archive';
export { BackupsScreen } from './backups';
export { CarryScreen } from './carry';
export { CheckScreen } from './check';
export { DamageScreen } from './damage';
export { FiguresScreen } from './figures';
export { LedgerScreen } from './ledger';
export { SettingsScreen } from './settings';
