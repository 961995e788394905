// Generated from the engine's types: `UPDATE_GOLDEN=1 cargo test -p shuzhi --test engine calls` writes it. Do not edit.

/**
 * Alignment of a paragraph.
 */
export type Align = "left" | "centre" | "right" | "both";

/**
 * A finding's mend, to be made.
 */
export type ApplyFix = { 
/**
 * The draft, saved or not.
 */
draft: Draft, 
/**
 * The mend.
 */
fix: Fix, };

/**
 * What a file holds, beside what is here.
 */
export type ArchiveContent = { 
/**
 * The file's name.
 */
name: string, 
/**
 * When it was written, RFC 3339.
 */
made: string, 
/**
 * Its reports.
 */
reports: Array<ArchivedReport>, 
/**
 * Whether its settings differ from those here.
 */
settings: boolean, 
/**
 * Its own templates.
 */
templates: Array<ArchivedTemplate>, };

/**
 * What came of reading a file.
 */
export type ArchiveRead = { "outcome": "cancelled" } | { "outcome": "password", 
/**
 * The file's name.
 */
name: string, 
/**
 * Whether one was given and is wrong.
 */
wrong: boolean, } | { "outcome": "content" } & ArchiveContent | { "outcome": "draft", 
/**
 * The report's id.
 */
id: string, };

/**
 * A report of the file.
 */
export type ArchivedReport = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The unit.
 */
unit: string, 
/**
 * The year.
 */
year: number | null, 
/**
 * When it was last saved, RFC 3339.
 */
modified: string, 
/**
 * Whether it lies in the bin there.
 */
deleted: boolean, 
/**
 * Beside the one here.
 */
state: ArchivedState, 
/**
 * When the one here was last saved, RFC 3339.
 */
here: string | null, };

/**
 * Something of the file beside what is here.
 */
export type ArchivedState = "new" | "same" | "different";

/**
 * An own template of the file.
 */
export type ArchivedTemplate = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Beside the one here.
 */
state: ArchivedState, };

/**
 * What of a part can be asked in the form beside its heading.
 */
export type Ask = "lead" | "items" | "tail";

/**
 * One 附件, on pages of its own.
 */
export type Attachment = { 
/**
 * A UUID that never changes.
 */
id: string, 
/**
 * Its name, as in 附件说明 and as its title.
 */
name: string, 
/**
 * What it holds.
 */
kind: AttachmentKind, 
/**
 * For `text`: one paragraph a line.
 */
body: string, 
/**
 * For `table`.
 */
table: Table, 
/**
 * For `ledger`: the columns, in their order.
 */
columns: Array<LedgerColumn>, 
/**
 * For `ledger`: on landscape pages.
 */
wide: boolean, };

/**
 * What an attachment holds.
 */
export type AttachmentKind = "text" | "table" | "ledger";

/**
 * 附件.
 */
export type Attachments = { 
/**
 * Printed.
 */
on: boolean, 
/**
 * In their order.
 */
items: Array<Attachment>, };

/**
 * A verified backup.
 */
export type BackupEntry = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Whether it lies in the second folder too.
 */
second: boolean, 
/**
 * Its place in the order of backups.
 */
ordinal: number, 
/**
 * When it was made, RFC 3339.
 */
made: string, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * How many reports it holds.
 */
reports: number, };

/**
 * The backups there are.
 */
export type Backups = { 
/**
 * Verified backups, the latest first.
 */
backups: Array<BackupEntry>, 
/**
 * Where they lie, to show.
 */
folder: string, 
/**
 * The second folder, if the user named one.
 */
second: SecondFolder | null, 
/**
 * Why the last attempt to back up failed, and what to do; `null` when it did not.
 */
failure: string | null, };

/**
 * One paragraph. A title of several lines is several blocks.
 */
export type Block = { 
/**
 * What the paragraph is; the profile says how that looks.
 */
role: Role, 
/**
 * Its text, in order.
 */
spans: Array<Span>, 
/**
 * The table's cell that it stands in.
 */
cell?: Cell, 
/**
 * On a landscape page (横表).
 */
wide?: boolean, };

/**
 * A problem of an earlier year, as the report that a draft was carried from left it.
 */
export type Carried = { 
/**
 * The problem's id.
 */
problem: string, 
/**
 * The id of the report that named it.
 */
report: string, 
/**
 * The year of that report.
 */
year: number | null, 
/**
 * Its wording, as in [`Item::text`].
 */
text: string, 
/**
 * How far it was; one named in that very report had not been begun.
 */
state: State | null, 
/**
 * The measure that was promised for it.
 */
promised?: string, 
/**
 * The person or office that answered for it.
 */
owner?: string, 
/**
 * The leader who answered for it.
 */
leader?: string, 
/**
 * The due date.
 */
due?: string, 
/**
 * What that report said was its cause.
 */
cause?: string, 
/**
 * What that report said was done.
 */
measure?: string, 
/**
 * What that report said came of it.
 */
result?: string, };

/**
 * A problem that a report leaves.
 */
export type CarriedProblem = { 
/**
 * The problem's id.
 */
problem: string, 
/**
 * Its wording.
 */
text: string, 
/**
 * The year of the report that named it.
 */
year: number | null, 
/**
 * How far it is.
 */
state: State, 
/**
 * Whether it still has to be answered; only those are ticked at first.
 */
open: boolean, 
/**
 * The measure that was promised.
 */
promised: string, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * The due date.
 */
due: string, };

/**
 * What next year's draft takes over.
 */
export type Carry = "none" | "copy" | "reference" | "problems";

/**
 * What to make.
 */
export type CarryChoice = { 
/**
 * The report to carry forward.
 */
id: string, 
/**
 * The new report's year.
 */
year: number, 
/**
 * The ids of the problems to take over.
 */
problems: Array<string>, 
/**
 * Why problems that are taken over are not to be answered in the new report, by problem id.
 */
waived: { [problem: string]: string }, 
/**
 * The report that takes them in, when one was carried already; a new one when absent.
 */
into: string | null, };

/**
 * Which report to carry forward, and to which year.
 */
export type CarryFrom = { 
/**
 * The report's id.
 */
id: string, 
/**
 * The new report's year; the one that is most likely meant when absent.
 */
year: number | null, };

/**
 * Everything that the screen shows before anything is made.
 */
export type CarryOffer = { 
/**
 * The report to carry forward.
 */
from: ReportSummary, 
/**
 * The new report's year.
 */
year: number, 
/**
 * What goes on from it, and what does not.
 */
plan: CarryPlan, 
/**
 * What to know first, in Chinese: years that are skipped, a template that is gone, problems without text …
 */
notices: Array<string>, 
/**
 * Why it cannot be carried to this year, in Chinese; empty where it can.
 */
refused: string, 
/**
 * The reports that were carried from it already, to this year or another.
 */
carried: Array<ReportSummary>, };

/**
 * What goes on from a report, and what does not.
 */
export type CarryPlan = { 
/**
 * Every problem that the report leaves, the open ones first.
 */
problems: Array<CarriedProblem>, 
/**
 * What is taken over beside them, one sentence each.
 */
taken: Array<string>, 
/**
 * What is not, one sentence each.
 */
left: Array<string>, };

/**
 * What came of it.
 */
export type CarryResult = { 
/**
 * The report.
 */
report: OpenReport, 
/**
 * What a report that was there already took in, or that nothing was new, in Chinese; empty for a new report.
 */
told: string, };

/**
 * Why a version was kept.
 */
export type Cause = "work" | "named" | "export" | "import" | "carry" | "restore" | "replace" | "revise" | "conflict" | "backup";

/**
 * A place in a table. The blocks of one table follow each other row by row; a cell of several paragraphs is several blocks, an
 * empty one is a block without spans.
 */
export type Cell = { 
/**
 * Which table of the document, from 0.
 */
table: number, 
/**
 * The row, from 0; row 0 is the head.
 */
row: number, 
/**
 * The column, from 0.
 */
column: number, };

/**
 * One difference.
 */
export type Change = { 
/**
 * Its place in the list, from 0.
 */
id: number, 
/**
 * What it is.
 */
kind: ChangeKind, 
/**
 * The section of the form that it belongs to: a part's id, `basic`, `figures` or `elements`.
 */
section: string, 
/**
 * The section's name in the list of the form.
 */
section_name: string, 
/**
 * The item or table it belongs to.
 */
item: string | null, 
/**
 * The field, as in [`Origin`]; empty for an item or a part as a whole.
 */
field: string, 
/**
 * What it is called on the form, such as `（二） 正文`.
 */
label: string, 
/**
 * The text in the draft that was compared; empty where it was added.
 */
before: string, 
/**
 * The text in the file; empty where it was struck out.
 */
after: string, 
/**
 * What the report says now, where the same place was changed since the draft that is compared.
 */
now: string | null, 
/**
 * Both side by side, line by line, with the stretches that differ.
 */
rows: Array<Row>, 
/**
 * Whether it is proposed to be accepted.
 */
ticked: boolean, 
/**
 * What to know before it is accepted, or why it cannot be; empty for nothing.
 */
note: string, };

/**
 * The kinds of differences.
 */
export type ChangeKind = "changed" | "added" | "removed" | "moved" | "cannot";

/**
 * What kind of failure it is; exists only where a caller branches on it.
 */
export type Code = "invalid" | "not_found" | "conflict" | "in_use" | "blocked" | "io" | "damaged";

/**
 * Two states of a report; `null` is what is stored now.
 */
export type CompareVersions = { 
/**
 * The report's id.
 */
id: string, 
/**
 * The older one, on the left.
 */
older: number | null, 
/**
 * The newer one, on the right.
 */
newer: number | null, };

/**
 * Two states side by side.
 */
export type Comparison = { 
/**
 * The sections that differ, in the order of the form.
 */
sections: Array<SectionDifference>, };

/**
 * A composed example.
 */
export type Composed = { 
/**
 * The paragraphs.
 */
blocks: Array<Block>, };

/**
 * A condition on the fields, as data.
 */
export type Condition = { "equals": { 
/**
 * The field's id.
 */
field: string, 
/**
 * The value.
 */
value: string, } } | { "filled": { 
/**
 * The field's id.
 */
field: string, } } | { "not": Condition } | { "all": Array<Condition> } | { "any": Array<Condition> };

/**
 * What to begin.
 */
export type Create = { 
/**
 * The template's id.
 */
template: string, 
/**
 * The year reported on.
 */
year: number, 
/**
 * Filled with the template's examples.
 */
sample: boolean, };

/**
 * A damaged report.
 */
export type DamagedReport = { 
/**
 * Its id, as far as it can be read.
 */
id: string, 
/**
 * Its title, as far as it can be read.
 */
title: string, 
/**
 * From what it can be brought back, the newest first.
 */
remedies: Array<Remedy>, };

/**
 * The face of digits and Latin letters.
 */
export type DigitFace = "times" | "text";

/**
 * A report as it will be printed, paragraph by paragraph.
 */
export type Document = { 
/**
 * The title in one line, for metadata and file names.
 */
title: string, 
/**
 * Who is named as the author in the file: reporter, else unit, else 述职.
 */
creator: string, 
/**
 * When the draft was begun.
 */
created: string, 
/**
 * When the draft was last changed.
 */
modified: string, 
/**
 * Names of units, posts and persons, which a title's lines do not break.
 */
names?: Array<string>, 
/**
 * The paragraphs, in order.
 */
blocks: Array<Block>, };

/**
 * One report, finished or not. This is the JSON that the store keeps and that the command line reads and writes.
 */
export type Draft = { 
/**
 * Always [`super::SCHEMA`].
 */
schema: number, 
/**
 * A UUID that never changes.
 */
id: string, 
/**
 * The id of the report that this one was carried forward from.
 */
previous: string | null, 
/**
 * Every problem of the earlier years, as the report that this one was carried from left it. Continuity is checked against
 * this list, so that a report can be checked by itself.
 */
carried?: Array<Carried>, 
/**
 * The year reported on.
 */
year: number | null, 
/**
 * When it was begun.
 */
created: string, 
/**
 * When it was last changed.
 */
modified: string, 
/**
 * The template, as it was when the draft was begun.
 */
template: TemplateCopy, 
/**
 * What was filled in, by field id.
 */
fields: { [id: string]: string }, 
/**
 * Named figures; `{{name}}` in a text stands for the value.
 */
figures: Array<Figure>, 
/**
 * The parts, in the order of the report.
 */
parts: Array<Part>, 
/**
 * What this report changes in the layout profile.
 */
layout: LayoutChoice, 
/**
 * 版头, 主送机关, 附件, 附注, 版记.
 */
elements?: Elements, 
/**
 * Ids of form sections that the user marked as done: `basic` or a part's id.
 */
done: Array<string>, };

/**
 * A draft that is not saved yet.
 */
export type DraftOnly = { 
/**
 * The whole draft.
 */
draft: Draft, };

/**
 * One change; a user's changes are a list of these, so that the last one can be undone.
 */
export type Edit = { "do": "role", 
/**
 * The piece.
 */
piece: number, 
/**
 * Its new role.
 */
role: PieceRole, 
/**
 * The level of a heading.
 */
level: number | null, } | { "do": "kind", 
/**
 * The heading.
 */
piece: number, 
/**
 * What it is about.
 */
kind: PartKind, } | { "do": "merge", 
/**
 * The later of the two.
 */
piece: number, } | { "do": "split", 
/**
 * The piece.
 */
piece: number, 
/**
 * Where the second begins in its text, in UTF-16 units.
 */
at: number, } | { "do": "move", 
/**
 * The piece.
 */
piece: number, 
/**
 * Towards the beginning.
 */
up: boolean, } | { "do": "number", 
/**
 * The piece.
 */
piece: number, 
/**
 * The number as displayed; empty for none.
 */
number: string, } | { "do": "problem", 
/**
 * The piece.
 */
piece: number, 
/**
 * Whether it does.
 */
named: boolean, } | { "do": "last_year", 
/**
 * The piece.
 */
piece: number, 
/**
 * Which of its places, from 0.
 */
index: number, 
/**
 * Whether it does.
 */
named: boolean, };

/**
 * An element that is one text.
 */
export type Element = { 
/**
 * Printed.
 */
on: boolean, 
/**
 * Its text.
 */
text: string, };

/**
 * Letterhead, recipient, attachments, note and imprint of a report.
 */
export type Elements = { 
/**
 * 版头 (clause 7.2).
 */
letterhead: Letterhead, 
/**
 * 主送机关 (clause 7.3.2), without its colon.
 */
recipient: Element, 
/**
 * 附件说明 and 附件 (clauses 7.3.4 and 7.3.7).
 */
attachments: Attachments, 
/**
 * 附注 (clause 7.3.6), without its brackets.
 */
note: Element, 
/**
 * 版记 (clause 7.4).
 */
imprint: Imprint, };

/**
 * What 清除全部痕迹 did.
 */
export type Erased = { 
/**
 * Where the report may still be, one sentence each.
 */
remains: Array<string>, };

/**
 * A filled-in example of a part. `{year}`, `{last_year}` and `{next_year}` stand for years.
 */
export type Example = { 
/**
 * Text before the items.
 */
lead?: string, 
/**
 * The items.
 */
items?: Array<ExampleItem>, 
/**
 * Text after the items.
 */
tail?: string, };

/**
 * An item of an example: as an item of a draft, but with `key` in place of an id and keys in its links.
 */
export type ExampleItem = { 
/**
 * A name that other items of the examples refer to in `answers`, `explains` and `problem`.
 */
key?: string, 
/**
 * A UUID that never changes; a problem's id is the identity of the problem over the years.
 */
id: string, 
/**
 * The heading without number and end punctuation; for a problem its naming clause.
 */
heading: string, 
/**
 * The text, one paragraph a line.
 */
body: string, 
/**
 * Items below this one.
 */
items: Array<Item>, 
/**
 * Tables below it.
 */
tables?: Array<Table>, 
/**
 * How the items below are written; the part's `nested` style when absent.
 */
style?: ListStyle, 
/**
 * Problem: why it came about.
 */
cause?: string, 
/**
 * Problem, rectification: the person or office that answers for it.
 */
owner?: string, 
/**
 * Problem, rectification: the due date, `YYYY-MM-DD`, or words such as 长期.
 */
due?: string, 
/**
 * Problem, rectification: the leader who answers for it; kept for the ledger, not printed in the report.
 */
leader?: string, 
/**
 * Problem, rectification: what is to be reached; kept for the ledger.
 */
goal?: string, 
/**
 * Problem: how it is to be put right.
 */
kind?: MeasureKind, 
/**
 * Problem: who pointed it out, such as 自查 or 上级点评; kept for the ledger.
 */
source?: string, 
/**
 * Problem: the id of the earlier, closed problem that has come back.
 */
recurs?: string, 
/**
 * Rectification: the id of the problem that is put right.
 */
problem?: string, 
/**
 * Rectification: the id of the report that named the problem.
 */
report?: string, 
/**
 * Rectification: the year of the report that named the problem.
 */
year?: number, 
/**
 * Rectification: the problem's wording as it was carried, without 问题 and end punctuation.
 */
text?: string, 
/**
 * Rectification: the measure that the earlier report promised, as it was carried; shown beside, not printed.
 */
promised?: string, 
/**
 * Rectification: what was done.
 */
measure?: string, 
/**
 * Rectification: what came of it.
 */
result?: string, 
/**
 * Rectification: the basis for closing; kept for the ledger, not printed in the report.
 */
evidence?: string, 
/**
 * Rectification: when it was closed, `YYYY-MM-DD`; kept for the ledger.
 */
closed?: string, 
/**
 * Rectification: how far it is.
 */
state?: State, 
/**
 * Rectification: why it goes on (持续整改), or to whom it was handed over (移交); kept for the ledger.
 */
reason?: string, 
/**
 * Rectification: why this report does not answer it. One that is waived is not printed, and stays open.
 */
waived?: string, 
/**
 * Rectification: dated notes, the earliest first. The form only adds to them.
 */
progress?: Array<Progress>, 
/**
 * Work, plan: the ids of the problems that this item answers.
 */
answers?: Array<string>, 
/**
 * Cause: the ids of the problems that this item explains.
 */
explains?: Array<string>, };

/**
 * Which part's example.
 */
export type ExampleOf = { 
/**
 * The draft whose template it is.
 */
draft: Draft, 
/**
 * The part's id.
 */
part: string, };

/**
 * The ledger as a file, through the window's dialog.
 */
export type ExportLedger = { 
/**
 * Which rows.
 */
query: LedgerQuery, 
/**
 * Which file.
 */
format: LedgerFormat, };

/**
 * What to export through the window's dialog.
 */
export type ExportReport = { 
/**
 * The report's id.
 */
id: string, 
/**
 * Write although something is open.
 */
force: boolean, };

/**
 * What an export answers.
 */
export type Exported = { "outcome": "written", 
/**
 * The file's name.
 */
name: string, 
/**
 * Its folder, to show.
 */
folder: string, 
/**
 * To open it with.
 */
handle: number, } | { "outcome": "cancelled" };

/**
 * The faces of a draft's pages.
 */
export type Faces = { 
/**
 * Those that this computer lacks.
 */
missing: Array<MissingFace>, };

/**
 * An error as the page sees it.
 */
export type Failure = { 
/**
 * What kind of failure it is.
 */
code: Code, 
/**
 * What failed.
 */
message: string, 
/**
 * What to do.
 */
hint: string, };

/**
 * Something impossible, and where.
 */
export type Fault = { 
/**
 * The JSON path, such as `page.top`.
 */
path: string, 
/**
 * What is wrong and what would be right.
 */
message: string, };

/**
 * Something asked once for the whole report.
 */
export type Field = { 
/**
 * The permanent id.
 */
id: string, 
/**
 * The label in the form.
 */
name: string, 
/**
 * What can be typed.
 */
type: FieldType, 
/**
 * For `choice`: what can be chosen.
 */
options?: Array<string>, 
/**
 * Whether an empty field holds the export back.
 */
required: boolean, 
/**
 * One sentence below the label.
 */
hint: string, 
/**
 * An example; for `choice` also what a new draft begins with.
 */
example: string, 
/**
 * The id of the part in whose form it is asked; in 基本信息 when empty.
 */
ask_in: string, 
/**
 * Whether next year begins with it.
 */
carry: Carry, 
/**
 * Only asked under this condition.
 */
when?: Condition, };

/**
 * What can be typed into a field.
 */
export type FieldType = "text" | "lines" | "date" | "choice";

/**
 * A named figure: typed once, used in many places.
 */
export type Figure = { 
/**
 * A UUID.
 */
id: string, 
/**
 * The name that stands between `{{` and `}}`.
 */
name: string, 
/**
 * The value as printed.
 */
value: string, 
/**
 * The unit, for tables; not printed in the text.
 */
unit: string, 
/**
 * The value in the report that this one was carried from.
 */
last?: string, 
/**
 * The year of that report.
 */
last_year?: number, };

/**
 * Which organisation's figures; all when empty.
 */
export type FigureQuery = { 
/**
 * The unit.
 */
unit: string, };

/**
 * A figure over the years.
 */
export type FigureRow = { 
/**
 * The organisation.
 */
organisation: string, 
/**
 * The reporter.
 */
reporter: string, 
/**
 * The figure's name.
 */
name: string, 
/**
 * Its unit.
 */
unit: string, 
/**
 * Its value in each of the years; empty where there is none.
 */
values: Array<string>, };

/**
 * 关键数据 over the years.
 */
export type FigureTable = { 
/**
 * The years that have figures, the earliest first.
 */
years: Array<number>, 
/**
 * One row a figure and unit of the organisation.
 */
rows: Array<FigureRow>, 
/**
 * The units to choose from.
 */
units: Array<string>, };

/**
 * Something to fill in or to put right, and where.
 */
export type Finding = { 
/**
 * The rule's id.
 */
rule: string, 
/**
 * How much it weighs.
 */
level: Level, 
/**
 * The part's id; `None` for a field of the draft.
 */
part: string | null, 
/**
 * The item's id.
 */
item: string | null, 
/**
 * The field: a template field's id, or a text of the part or item (see [`crate::model::Origin`]).
 */
field: string | null, 
/**
 * Where the range begins in the field, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * The text in that range.
 */
text: string, 
/**
 * What is wrong, in Chinese.
 */
message: string, 
/**
 * What would be right, in Chinese; may be empty.
 */
suggestion: string, 
/**
 * What the program can do about it at a click.
 */
fix?: Fix, };

/**
 * A mend that [`crate::carry::fix`] makes.
 */
export type Fix = { "kind": "take_in", 
/**
 * The problem's id.
 */
problem: string, } | { "kind": "mark_recurs", 
/**
 * The id of this year's problem.
 */
item: string, 
/**
 * The id of the earlier one.
 */
problem: string, } | { "kind": "use_figure", 
/**
 * The part's id.
 */
part: string, 
/**
 * The item's id; `None` for a text of the part itself.
 */
item: string | null, 
/**
 * The field, as in [`Finding::field`].
 */
field: string, 
/**
 * Where the number begins, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * The figure's name.
 */
name: string, };

/**
 * What a file is, by its content and not by its name.
 */
export type Format = "docx" | "text" | "foreign";

/**
 * Half-points, the unit of type sizes in WordprocessingML.
 */
export type HalfPoint = number;

/**
 * What a check of the database found.
 */
export type Health = { 
/**
 * Reports that are damaged.
 */
damaged: Array<DamagedReport>, 
/**
 * Versions that are damaged.
 */
versions: number, 
/**
 * Whether the settings are damaged; a notice says so too.
 */
settings: boolean, 
/**
 * What else is wrong, one sentence each.
 */
notices: Array<string>, };

/**
 * A report in which the words stand.
 */
export type Hit = { 
/**
 * The report's id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The unit.
 */
unit: string, 
/**
 * The year.
 */
year: number | null, 
/**
 * Whether it lies in the bin.
 */
deleted: boolean, 
/**
 * The version in which they stand, when the report itself no longer has them.
 */
version: number | null, 
/**
 * When that version was kept, RFC 3339.
 */
made: string | null, 
/**
 * The section of the form, in its words.
 */
section_name: string, 
/**
 * The part; `null` for 基本信息 and elements.
 */
part: string | null, 
/**
 * The item.
 */
item: string | null, 
/**
 * The field, as findings name it.
 */
field: string, 
/**
 * Where the first word begins in the field, in UTF-16 code units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * Some text before it.
 */
before: string, 
/**
 * The word as it stands there.
 */
found: string, 
/**
 * Some text after it.
 */
after: string, 
/**
 * Other places in the report as it is now, at most two.
 */
more: Array<HitPlace>, };

/**
 * Another place in a report that was found.
 */
export type HitPlace = { 
/**
 * The section of the form, in its words.
 */
section_name: string, 
/**
 * The part; `null` for 基本信息 and elements.
 */
part: string | null, 
/**
 * The item.
 */
item: string | null, 
/**
 * The field, as findings name it.
 */
field: string, 
/**
 * Where the word begins in the field, in UTF-16 code units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * Some text before it.
 */
before: string, 
/**
 * The word as it stands there.
 */
found: string, 
/**
 * Some text after it.
 */
after: string, };

/**
 * Everything 首页 shows.
 */
export type Home = { 
/**
 * The reports, newest year first; deleted ones last.
 */
reports: Array<ReportSummary>, 
/**
 * The templates to begin with.
 */
templates: Array<TemplateSummary>, 
/**
 * What is wrong with the user's own template files, one sentence each.
 */
notices: Array<string>, 
/**
 * Where the data lies, to show.
 */
data_dir: string, 
/**
 * The year that a report begun now is usually about.
 */
report_year: number, 
/**
 * What is overdue or due within 30 days, the most urgent first.
 */
reminders: Array<Reminder>, };

/**
 * What the user chooses beside the text; what is absent stays as it is.
 */
export type ImportChoose = { 
/**
 * The import.
 */
id: number, 
/**
 * The template's id.
 */
template: string | null, 
/**
 * The year reported on.
 */
year: number | null, 
/**
 * The unit.
 */
unit: string | null, 
/**
 * Whether it follows the report of the year before.
 */
chained: boolean | null, };

/**
 * The report that an import follows: the nearest earlier year of the same unit.
 */
export type ImportEarlier = { 
/**
 * Its year.
 */
year: number, 
/**
 * Its title, or the name of its file.
 */
title: string, 
/**
 * It is one of those that are still to be made.
 */
waiting: boolean, };

/**
 * A step, in the import that it belongs to.
 */
export type ImportEdit = { 
/**
 * The import.
 */
id: number, 
/**
 * The step.
 */
step: ImportStep, };

/**
 * An import in the list of those under way.
 */
export type ImportEntry = { 
/**
 * Its number in this sitting.
 */
id: number, 
/**
 * The file's name.
 */
name: string, 
/**
 * The title, in one line; empty where there is none.
 */
title: string, 
/**
 * The year reported on, as found or chosen.
 */
year: number | null, 
/**
 * The unit, as found or chosen.
 */
unit: string, 
/**
 * The chosen template's id.
 */
template: string, 
/**
 * What was recognised, in a sentence.
 */
summary: string, 
/**
 * How many pieces are to be looked at.
 */
unsure: number, 
/**
 * A report was made from the same file before, or the file is in the list twice.
 */
again: boolean, 
/**
 * Something was put right by hand.
 */
edited: boolean, 
/**
 * Whether it follows the report of an earlier year, where there is one.
 */
chained: boolean, 
/**
 * The report that it would follow.
 */
earlier: ImportEarlier | null, };

/**
 * One of the files that are being read.
 */
export type ImportFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * How far it is.
 */
state: ImportFileState, };

/**
 * How far the reading of a file is.
 */
export type ImportFileState = { "state": "waiting" } | { "state": "reading" } | { "state": "ready", 
/**
 * The import it became.
 */
id: number, } | { "state": "failed", 
/**
 * Why not, and what to do.
 */
reason: string, } | { "state": "cancelled" };

/**
 * The files that are being read, as the shell tells of them.
 */
export type ImportFiles = { 
/**
 * One entry a file, in the order of the dialog; none when it was closed.
 */
files: Array<ImportFile>, };

/**
 * The report that an import became.
 */
export type ImportFinished = { 
/**
 * The report as stored.
 */
report: OpenReport, 
/**
 * What it was linked with, and what was not, one sentence each.
 */
notices: Array<string>, };

/**
 * Names an import that is under way.
 */
export type ImportId = { 
/**
 * Its number in this sitting.
 */
id: number, };

/**
 * A piece that stands elsewhere than in the file.
 */
export type ImportMoved = { 
/**
 * The piece, and what was moved with it.
 */
pieces: Array<number>, 
/**
 * Where it stands now, in words.
 */
place: string, };

/**
 * A paragraph of the file.
 */
export type ImportParagraph = { 
/**
 * Its text with its number, where no piece begins in it: it was joined to another one, or is blank.
 */
text: string, 
/**
 * Where it stands in a table.
 */
cell: Cell | null, 
/**
 * The pieces that begin in it, by their ids; of one without text of its own that which holds it.
 */
pieces: Array<number>, 
/**
 * It was joined to an earlier paragraph.
 */
joined: boolean, };

/**
 * A heading with what stands below it, up to the next one.
 */
export type ImportPart = { 
/**
 * The heading; none for what stands before the first one.
 */
heading: number | null, 
/**
 * How deep it stands, from 0.
 */
depth: number, 
/**
 * The pieces below it, by their ids; what was set aside is not among them.
 */
pieces: Array<number>, 
/**
 * 字数 of those.
 */
characters: number, };

/**
 * A place that may name a problem of last year.
 */
export type ImportPlace = { 
/**
 * The piece.
 */
piece: number, 
/**
 * Where it begins in the piece's text, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * Its words.
 */
text: string, 
/**
 * Whether it names one.
 */
named: boolean, };

/**
 * A piece that may name a problem of this year.
 */
export type ImportProblem = { 
/**
 * The piece.
 */
piece: number, 
/**
 * Its words.
 */
text: string, 
/**
 * Whether it names one.
 */
named: boolean, };

/**
 * A template that can be chosen.
 */
export type ImportProposal = { 
/**
 * The template's id.
 */
template: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How well it fits, in percent.
 */
fit: number, 
/**
 * Why, the weightiest first.
 */
reasons: Array<string>, };

/**
 * One step of the confirmation.
 */
export type ImportStep = { "step": "edit", 
/**
 * The change.
 */
edit: Edit, } | { "step": "last_year", 
/**
 * The piece.
 */
piece: number, 
/**
 * Where it begins in the piece's text, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * Whether it does.
 */
named: boolean, } | { "step": "table", 
/**
 * Its cells.
 */
pieces: Array<number>, 
/**
 * Whether it is set aside.
 */
aside: boolean, } | { "step": "sure", 
/**
 * The piece.
 */
piece: number, };

/**
 * A table of the file.
 */
export type ImportTable = { 
/**
 * Which, as its cells name it.
 */
table: number, 
/**
 * The pieces in its cells.
 */
pieces: Array<number>, 
/**
 * It was set aside as a whole.
 */
aside: boolean, 
/**
 * What becomes of it, in a sentence.
 */
says: string, };

/**
 * A text that was pasted.
 */
export type ImportText = { 
/**
 * The text.
 */
text: string, };

/**
 * An import under way, with all that its screen shows.
 */
export type ImportView = { 
/**
 * The line it has in the list.
 */
entry: ImportEntry, 
/**
 * What the file was found to be.
 */
format: Format, 
/**
 * What the reader left out or wondered at.
 */
notices: Array<Notice>, 
/**
 * The paragraphs of the file, in its order.
 */
paragraphs: Array<ImportParagraph>, 
/**
 * The pieces, in the report's order.
 */
pieces: Array<Piece>, 
/**
 * The headings in order, each with the pieces below it.
 */
parts: Array<ImportPart>, 
/**
 * The tables of the file, as far as they are still tables.
 */
tables: Array<ImportTable>, 
/**
 * What the user moved, and where it stands now.
 */
moved: Array<ImportMoved>, 
/**
 * What names a problem of this year, and what was taken for one.
 */
problems: Array<ImportProblem>, 
/**
 * Where last year's problems are named, and where they were thought to be.
 */
last_year: Array<ImportPlace>, 
/**
 * The pieces to be looked at, by their ids.
 */
unsure: Array<number>, 
/**
 * The templates, the best first.
 */
proposals: Array<ImportProposal>, 
/**
 * The reports that were made from the same file, those in the bin included.
 */
duplicates: Array<ReportSummary>, 
/**
 * There is a step to take back.
 */
can_undo: boolean, 
/**
 * There is a step to take again.
 */
can_redo: boolean, };

/**
 * What reading a layout profile's file answers.
 */
export type ImportedLayout = { 
/**
 * All profiles, the new one among them; `None` when no file was chosen.
 */
layouts: Layouts | null, };

/**
 * The imports under way, the earliest year first.
 */
export type Imports = { 
/**
 * One line each.
 */
entries: Array<ImportEntry>, };

/**
 * 版记, at the foot of the last page.
 */
export type Imprint = { 
/**
 * Printed.
 */
on: boolean, 
/**
 * 抄送机关, without 抄送 and end punctuation.
 */
copies: string, 
/**
 * 印发机关.
 */
issuer: string, 
/**
 * 印发日期, `YYYY-MM-DD`.
 */
date: string, };

/**
 * One entry of a part. Which of the optional fields are in use follows from the part's kind.
 */
export type Item = { 
/**
 * A UUID that never changes; a problem's id is the identity of the problem over the years.
 */
id: string, 
/**
 * The heading without number and end punctuation; for a problem its naming clause.
 */
heading: string, 
/**
 * The text, one paragraph a line.
 */
body: string, 
/**
 * Items below this one.
 */
items: Array<Item>, 
/**
 * Tables below it.
 */
tables?: Array<Table>, 
/**
 * How the items below are written; the part's `nested` style when absent.
 */
style?: ListStyle, 
/**
 * Problem: why it came about.
 */
cause?: string, 
/**
 * Problem, rectification: the person or office that answers for it.
 */
owner?: string, 
/**
 * Problem, rectification: the due date, `YYYY-MM-DD`, or words such as 长期.
 */
due?: string, 
/**
 * Problem, rectification: the leader who answers for it; kept for the ledger, not printed in the report.
 */
leader?: string, 
/**
 * Problem, rectification: what is to be reached; kept for the ledger.
 */
goal?: string, 
/**
 * Problem: how it is to be put right.
 */
kind?: MeasureKind, 
/**
 * Problem: who pointed it out, such as 自查 or 上级点评; kept for the ledger.
 */
source?: string, 
/**
 * Problem: the id of the earlier, closed problem that has come back.
 */
recurs?: string, 
/**
 * Rectification: the id of the problem that is put right.
 */
problem?: string, 
/**
 * Rectification: the id of the report that named the problem.
 */
report?: string, 
/**
 * Rectification: the year of the report that named the problem.
 */
year?: number, 
/**
 * Rectification: the problem's wording as it was carried, without 问题 and end punctuation.
 */
text?: string, 
/**
 * Rectification: the measure that the earlier report promised, as it was carried; shown beside, not printed.
 */
promised?: string, 
/**
 * Rectification: what was done.
 */
measure?: string, 
/**
 * Rectification: what came of it.
 */
result?: string, 
/**
 * Rectification: the basis for closing; kept for the ledger, not printed in the report.
 */
evidence?: string, 
/**
 * Rectification: when it was closed, `YYYY-MM-DD`; kept for the ledger.
 */
closed?: string, 
/**
 * Rectification: how far it is.
 */
state?: State, 
/**
 * Rectification: why it goes on (持续整改), or to whom it was handed over (移交); kept for the ledger.
 */
reason?: string, 
/**
 * Rectification: why this report does not answer it. One that is waived is not printed, and stays open.
 */
waived?: string, 
/**
 * Rectification: dated notes, the earliest first. The form only adds to them.
 */
progress?: Array<Progress>, 
/**
 * Work, plan: the ids of the problems that this item answers.
 */
answers?: Array<string>, 
/**
 * Cause: the ids of the problems that this item explains.
 */
explains?: Array<string>, };

/**
 * How the items of a list stand to each other.
 */
export type Join = "paragraphs" | "sentences" | "clauses";

/**
 * Which state to keep as a version.
 */
export type KeepVersion = { 
/**
 * The report's id.
 */
id: string, 
/**
 * Why.
 */
cause: Cause, 
/**
 * The name given by the user.
 */
name: string | null, };

/**
 * What the earlier report has in the same place.
 */
export type LastYear = { 
/**
 * Its year; `None` where it cannot be read, too.
 */
year: number | null, 
/**
 * The paragraphs as composed; none where there is nothing to show.
 */
blocks: Array<Block>, 
/**
 * Why there is nothing to show, in Chinese; empty where there is something.
 */
absent: string, };

/**
 * Beside which part of a draft to show the earlier report's.
 */
export type LastYearOf = { 
/**
 * The draft, saved or not.
 */
draft: Draft, 
/**
 * The part's id.
 */
part: string, };

/**
 * A layout profile as it is kept, edited and exchanged. Lengths are in millimetres, sizes and pitches in points.
 */
export type Layout = { 
/**
 * Always [`super::SCHEMA`].
 */
schema: number, 
/**
 * The permanent id.
 */
id: string, 
/**
 * The name users see.
 */
name: string, 
/**
 * Margins and grid.
 */
page: LayoutPage, 
/**
 * The title's lines.
 */
title: LayoutTitle, 
/**
 * The faces.
 */
faces: LayoutFaces, 
/**
 * The face of digits and Latin letters; `None` for the East Asian face around them.
 */
digits: string | null, 
/**
 * The lead sentence after 一是 in bold.
 */
bold_series: boolean, 
/**
 * A heading on a line of its own stays with the line below it, and a page may end a line early for it.
 */
keep_headings: boolean, 
/**
 * The page number.
 */
page_number: LayoutPageNumber, 
/**
 * Where the byline and the date stand; as the template says when `None`.
 */
byline: Place | null, };

/**
 * What a report changes in its layout profile; absent values are the profile's.
 */
export type LayoutChoice = { 
/**
 * The profile's id; the template's when empty.
 */
profile: string, 
/**
 * The profile itself when it is one of the user's own, as it was when it was chosen: a report is printed alike wherever
 * it is opened.
 */
content?: Layout, 
/**
 * Where the byline and the date stand.
 */
byline?: Place, 
/**
 * 署名 and 成文日期 at the end leave room for a seal (clause 7.3.5.1).
 */
sealed?: boolean, 
/**
 * The face of digits and Latin letters.
 */
digits?: DigitFace, 
/**
 * Headings of level 3 in bold.
 */
bold_level3?: boolean, 
/**
 * The lead sentence after 一是 in bold.
 */
bold_series?: boolean, 
/**
 * Where the page number stands.
 */
page_number?: PageNumber, 
/**
 * 送审稿: numbered lines, one and a half times their pitch, a wide right margin for handwriting.
 */
review?: boolean, };

/**
 * A layout profile in the list.
 */
export type LayoutEntry = { 
/**
 * The profile.
 */
layout: Layout, 
/**
 * Where it departs from the standard, in words.
 */
departures: Array<string>, };

/**
 * A face with its size.
 */
export type LayoutFace = { 
/**
 * The face's name as written into the file.
 */
face: string, 
/**
 * Points, in halves.
 */
size: number, 
/**
 * Bold.
 */
bold: boolean, };

/**
 * The faces of a profile.
 */
export type LayoutFaces = { 
/**
 * 标题, and 发文机关标志 in red.
 */
title: LayoutFace, 
/**
 * 署名行 and date under the title.
 */
byline: LayoutFace, 
/**
 * `一、`
 */
heading1: LayoutFace, 
/**
 * `（一）`
 */
heading2: LayoutFace, 
/**
 * `1.`
 */
heading3: LayoutFace, 
/**
 * `（1）`
 */
heading4: LayoutFace, 
/**
 * 正文
 */
body: LayoutFace, 
/**
 * Cells of tables.
 */
table: LayoutFace, 
/**
 * 页码
 */
page_number: LayoutFace, };

/**
 * Names a layout profile.
 */
export type LayoutId = { 
/**
 * The profile's id.
 */
id: string, };

/**
 * A layout profile.
 */
export type LayoutOnly = { 
/**
 * The profile.
 */
layout: Layout, };

/**
 * Margins and grid of A4 paper (GB/T 9704-2012, clauses 5.1 and 5.2.3).
 */
export type LayoutPage = { 
/**
 * Top margin (天头), mm.
 */
top: number, 
/**
 * Bottom margin, mm.
 */
bottom: number, 
/**
 * Left margin (订口), mm.
 */
left: number, 
/**
 * Right margin, mm.
 */
right: number, 
/**
 * Lines a page; what fits when there is a fixed pitch.
 */
lines: number, 
/**
 * Characters a line.
 */
characters: number, 
/**
 * The fixed pitch of lines (固定值), points; what follows from the lines a page when `None`.
 */
pitch: number | null, };

/**
 * The page number's place and form.
 */
export type LayoutPageNumber = { 
/**
 * Where it stands.
 */
place: PageNumber, 
/**
 * How it is written.
 */
form: PageNumberForm, };

/**
 * What is to be said of a layout profile that is being edited.
 */
export type LayoutReport = { 
/**
 * What is impossible in it; empty when it can be saved.
 */
faults: Array<Fault>, 
/**
 * Where it departs from the standard, in words.
 */
departures: Array<string>, 
/**
 * Lines a page; 0 while something is impossible.
 */
lines: number, };

/**
 * The title's lines.
 */
export type LayoutTitle = { 
/**
 * Their pitch, points.
 */
pitch: number, 
/**
 * Empty lines of the page below the title, or below the byline and date under it.
 */
below: number, };

/**
 * The layout profiles to choose from.
 */
export type Layouts = { 
/**
 * Those that come with the program, the standard first.
 */
shipped: Array<LayoutEntry>, 
/**
 * The user's own.
 */
own: Array<LayoutEntry>, };

/**
 * A column of 整改台账.
 */
export type LedgerColumn = "序号" | "问题" | "来源" | "具体表现" | "原因" | "整改目标" | "整改类型" | "整改措施" | "责任领导" | "责任单位/责任人" | "完成时限" | "进展情况" | "成效" | "佐证" | "状态" | "销号日期";

/**
 * The columns that the ledger shows and prints, for the settings.
 */
export type LedgerColumns = { 
/**
 * In their order; the usual ones when empty.
 */
columns: Array<LedgerColumn>, };

/**
 * Changes to one item in the draft it belongs to; what is absent stays.
 */
export type LedgerEdit = { 
/**
 * The report's id.
 */
report: string, 
/**
 * The item's id: a rectification item, or a problem.
 */
item: string, 
/**
 * What was done.
 */
measure?: string, 
/**
 * What came of it.
 */
result?: string, 
/**
 * The basis for closing.
 */
evidence?: string, 
/**
 * The person or office that answers for it.
 */
owner?: string, 
/**
 * The leader who answers for it.
 */
leader?: string, 
/**
 * The due date.
 */
due?: string, 
/**
 * Why it goes on, or to whom it was handed over.
 */
reason?: string, 
/**
 * When it was closed.
 */
closed?: string, 
/**
 * How far it is; only of a rectification item.
 */
state?: State, 
/**
 * A note to add.
 */
note?: Progress, };

/**
 * A problem in one report.
 */
export type LedgerEntry = { 
/**
 * The report's id.
 */
report: string, 
/**
 * Its unit.
 */
unit: string, 
/**
 * Its reporter.
 */
reporter: string, 
/**
 * The part that holds it; empty where the report does not mention it.
 */
part: string, 
/**
 * The item that holds it; empty where the report does not mention it.
 */
item: string, 
/**
 * What the report does with it.
 */
role: LedgerRole, 
/**
 * How the report words it.
 */
text: string, 
/**
 * How far it is.
 */
state: State, 
/**
 * What was done, or is promised.
 */
measure: string, 
/**
 * What came of it.
 */
result: string, 
/**
 * The basis for closing.
 */
evidence: string, 
/**
 * The person or office that answers for it.
 */
owner: string, 
/**
 * The leader who answers for it.
 */
leader: string, 
/**
 * The due date.
 */
due: string, 
/**
 * Why it goes on, or to whom it was handed over.
 */
reason: string, 
/**
 * Why the report does not answer it.
 */
waived: string, 
/**
 * When it was closed.
 */
closed: string, 
/**
 * The dated notes.
 */
progress: Array<Progress>, };

/**
 * Which file to make of the ledger.
 */
export type LedgerFormat = "xlsx" | "docx" | "short_docx" | "csv";

/**
 * A report whose problems wait for the next year's draft.
 */
export type LedgerOffer = { 
/**
 * The report's id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its unit.
 */
unit: string, 
/**
 * Its year.
 */
year: number | null, 
/**
 * How many problems are open.
 */
open: number, };

/**
 * Which rows to show.
 */
export type LedgerQuery = { 
/**
 * Only problems that a report of this unit speaks of or should; all when empty.
 */
unit: string, 
/**
 * Only problems that a report of this year names or should answer.
 */
year: number | null, 
/**
 * Only of this state.
 */
state: LedgerState, 
/**
 * Only with this owner; all when empty.
 */
owner: string, 
/**
 * Only where each of these words, separated by blanks, stands in one of the row's texts.
 */
text: string, };

/**
 * What a report does with a problem.
 */
export type LedgerRole = "named" | "answered" | "waived" | "dropped" | "recalled";

/**
 * A problem over the years.
 */
export type LedgerRow = { 
/**
 * The problem's id.
 */
id: string, 
/**
 * Its wording in the report that named it; the earliest there is where that report is not among them.
 */
text: string, 
/**
 * Other wordings of it in later reports.
 */
wordings: Array<string>, 
/**
 * The year of the report that named it.
 */
found_year: number | null, 
/**
 * The unit of the latest report that holds it.
 */
unit: string, 
/**
 * Who pointed it out.
 */
source: string, 
/**
 * How it shows.
 */
shows: string, 
/**
 * Why it came about: its own text, or what the items say that explain it.
 */
cause: string, 
/**
 * What is to be reached.
 */
goal: string, 
/**
 * How it is to be put right.
 */
kind: MeasureKind | null, 
/**
 * What was done; what is promised where nothing was done yet.
 */
measure: string, 
/**
 * The leader who answers for it.
 */
leader: string, 
/**
 * The person or office that answers for it: of the latest rectification item, else the problem's own.
 */
owner: string, 
/**
 * The due date, likewise.
 */
due: string, 
/**
 * The dated notes of all years, the earliest first.
 */
progress: Array<Progress>, 
/**
 * What came of it, by the latest report that says so.
 */
result: string, 
/**
 * The basis for closing, likewise.
 */
evidence: string, 
/**
 * How far it is by the latest report.
 */
state: State, 
/**
 * Why it goes on, or to whom it was handed over.
 */
reason: string, 
/**
 * When it was closed.
 */
closed: string, 
/**
 * For how many days it has been due, where it is open and past its due date. Never stored.
 */
overdue: number | null, 
/**
 * The earlier problem that has come back in this one.
 */
recurs: string | null, 
/**
 * The later problems in which this one came back.
 */
recurred: Array<string>, 
/**
 * One entry for each year from the one it was found in to the last, where a report of that year speaks of it or should.
 */
years: Array<LedgerYear>, };

/**
 * The states to filter by.
 */
export type LedgerState = "open" | "all" | "overdue" | "waiting" | "underway" | "review" | "continuous" | "closed" | "handed_over";

/**
 * The screen 整改台账.
 */
export type LedgerView = { 
/**
 * The rows that the query asks for.
 */
rows: Array<LedgerRow>, 
/**
 * The columns, in the user's order.
 */
columns: Array<LedgerColumn>, 
/**
 * What the screen may say of each column: text of each cell, row by row, in the order of `columns`.
 */
cells: Array<Array<string>>, 
/**
 * Rows without the filter by state: all of them.
 */
all: number, 
/**
 * Open ones.
 */
open: number, 
/**
 * Open and past their due date.
 */
overdue: number, 
/**
 * `共查摆问题12项，已整改7项，持续推进5项`, counted over the same rows.
 */
sentence: string, 
/**
 * The units, years and owners to filter by.
 */
units: Array<string>, 
/**
 * The newest first.
 */
years: Array<number>, 
/**
 * By name.
 */
owners: Array<string>, 
/**
 * What is odd, in Chinese.
 */
notices: Array<string>, 
/**
 * Reports with open problems that no later report continues: 沿用 is offered.
 */
offers: Array<LedgerOffer>, };

/**
 * A problem in one year.
 */
export type LedgerYear = { 
/**
 * The year.
 */
year: number, 
/**
 * Its state in that year; of several reports, the one that is least far.
 */
state: State, 
/**
 * What each report of that year says. More than one where the chain forks.
 */
entries: Array<LedgerEntry>, };

/**
 * 版头: all above the red rule.
 */
export type Letterhead = { 
/**
 * Printed.
 */
on: boolean, 
/**
 * 份号, six digits.
 */
copy_number: string, 
/**
 * 密级和保密期限, such as `机密★1年`.
 */
secrecy: string, 
/**
 * 紧急程度, such as `特急`.
 */
urgency: string, 
/**
 * 发文机关标志: the issuing bodies, one a line, the sponsoring one first.
 */
bodies: string, 
/**
 * `文件` after the issuing bodies.
 */
suffix: boolean, 
/**
 * 发文字号, such as `云商党〔2025〕12号`.
 */
number: string, 
/**
 * 签发人, one a line; only on documents to a superior.
 */
signers: string, };

/**
 * How much a finding weighs.
 */
export type Level = "error" | "warning" | "hint";

/**
 * How a list of items is written.
 */
export type ListStyle = { 
/**
 * The form of the numbers.
 */
numbering: Numbering, 
/**
 * Heading and text in one paragraph (`true`), or the heading on a line of its own.
 */
run_in: boolean, 
/**
 * Paragraphs, sentences or clauses.
 */
join: Join, };

/**
 * Which causes and measures go with which of this year's problems.
 */
export type Matrix = { 
/**
 * One row a problem, in the order of the report.
 */
rows: Array<MatrixRow>, 
/**
 * Causes and measures that are linked to no problem.
 */
loose: Array<MatrixItem>, 
/**
 * Whether the report has a part for causes: else a problem without one is no hole.
 */
asks_causes: boolean, 
/**
 * Whether the report has a part for measures.
 */
asks_measures: boolean, };

/**
 * An item of the matrix.
 */
export type MatrixItem = { 
/**
 * The id of its part.
 */
part: string, 
/**
 * Its id.
 */
item: string, 
/**
 * Its number as printed.
 */
label: string, 
/**
 * Its heading, or the beginning of its text.
 */
text: string, };

/**
 * A problem and what goes with it.
 */
export type MatrixRow = { 
/**
 * The problem.
 */
problem: MatrixItem, 
/**
 * Whether its cause is typed with the problem itself.
 */
own_cause: boolean, 
/**
 * The causes that explain it.
 */
causes: Array<MatrixItem>, 
/**
 * The measures that answer it.
 */
measures: Array<MatrixItem>, };

/**
 * How a problem is to be put right.
 */
export type MeasureKind = "立行立改" | "分阶段" | "持续整改";

/**
 * What to mend.
 */
export type Mend = { 
/**
 * The report.
 */
id: string, 
/**
 * From what; `null` takes the newest.
 */
source: RemedySource | null, };

/**
 * How to merge the file that was read last.
 */
export type MergeArchive = { 
/**
 * By report id. New ones without a choice are taken, different ones without a choice stay as they are here.
 */
reports: { [key in string]: MergeChoice }, 
/**
 * Take over the settings.
 */
settings: boolean, 
/**
 * The own templates to take over, by name; one here of the same name is kept beside under another name.
 */
templates: Array<string>, };

/**
 * What to do with a report that is different on both sides.
 */
export type MergeChoice = "mine" | "theirs" | "both" | "skip";

/**
 * What came of merging.
 */
export type Merged = { 
/**
 * Reports that are new here.
 */
added: number, 
/**
 * Reports replaced, with the old state in their history.
 */
replaced: number, 
/**
 * Reports added as copies.
 */
copied: number, 
/**
 * Reports left as they are.
 */
unchanged: number, 
/**
 * Own templates taken over.
 */
templates: number, 
/**
 * What is worth knowing, one sentence each.
 */
notices: Array<string>, };

/**
 * A face that a report asks for and this computer does not have.
 */
export type MissingFace = { 
/**
 * Its name, as it stands in the Word file.
 */
face: string, 
/**
 * What it is for (标题, 正文 …), in the order given.
 */
used_for: Array<string>, 
/**
 * The nearest relation that is installed, under the name it has here.
 */
stand_in: string | null, 
/**
 * What is lacking and what will be seen, in Chinese.
 */
message: string, 
/**
 * What to do, in Chinese.
 */
hint: string, };

/**
 * A name for a version.
 */
export type NameVersion = { 
/**
 * The report's id.
 */
id: string, 
/**
 * The version's number.
 */
number: number, 
/**
 * Its new name; empty or `null` takes the name away.
 */
name: string | null, };

/**
 * No arguments.
 */
export type Nothing = Record<symbol, never>;

/**
 * Something that the reader left out or wondered at, in Chinese, for the user.
 */
export type Notice = { 
/**
 * One sentence.
 */
text: string, 
/**
 * The words that were left out, shortened; empty where there are none.
 */
left_out: string, };

/**
 * The numbering of a list, named by its first number (GB/T 9704-2012, clause 7.3.3: `一、` `（一）` `1.` `（1）`).
 */
export type Numbering = "一、" | "（一）" | "1." | "（1）" | "一是" | "none";

/**
 * An exported file to open.
 */
export type OpenExported = { 
/**
 * From [`Exported::Written`].
 */
handle: number, 
/**
 * The folder in place of the file.
 */
folder: boolean, };

/**
 * A report, opened.
 */
export type OpenReport = { 
/**
 * The draft as stored.
 */
draft: Draft, 
/**
 * The revision number to name at the next save.
 */
revision: number, 
/**
 * When it was last saved, RFC 3339.
 */
saved_at: string, 
/**
 * What is composed from it.
 */
view: View, 
/**
 * The report that it was carried from is in the store, the bin included.
 */
earlier: boolean, };

/**
 * What came of asking for a draft's file.
 */
export type OpenedDraft = { 
/**
 * The id of the report that it is stored as; `None` when the dialog was closed.
 */
id: string | null, };

/**
 * Where a text was typed: a field of the draft, an entry of a part or of an item, and the range within it.
 */
export type Origin = { 
/**
 * The part's id; `None` for a field of the draft.
 */
part: string | null, 
/**
 * The id of the item, attachment or table; `None` for the part's own heading, lead or tail.
 */
item: string | null, 
/**
 * The field: a template field's id, or `heading`, `lead`, `tail`, `body`, `text`, `measure`, `result`; `title` and
 * `cell:1:2` (row and column from 0) of a table; `elements.number` and the like for [`super::Elements`]; `name` and
 * `body` of an attachment.
 */
field: string, 
/**
 * Where the range begins, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, };

/**
 * Paper, margins and grid.
 */
export type Page = { 
/**
 * Paper width.
 */
width: Twip, 
/**
 * Paper height.
 */
height: Twip, 
/**
 * Top margin (天头).
 */
top: Twip, 
/**
 * Bottom margin.
 */
bottom: Twip, 
/**
 * Left margin (订口).
 */
left: Twip, 
/**
 * Right margin.
 */
right: Twip, 
/**
 * Lines a page.
 */
lines: number, 
/**
 * Characters a line.
 */
characters: number, 
/**
 * Line pitch, exact.
 */
pitch: Twip, 
/**
 * What is added to each character's width in the body, so that the characters fit.
 */
spacing: Twip, 
/**
 * What the page's grid adds to each character's width, in 4096ths of a point.
 */
grid_spacing: number, 
/**
 * Distance of the footer's lower edge from the paper's.
 */
footer: Twip, };

/**
 * Where the page number stands.
 */
export type PageNumber = "outside" | "centre";

/**
 * How the page number is written.
 */
export type PageNumberForm = "dashes" | "plain" | "of_total";

/**
 * One part of the report. `numbering`, `run_in` and `join` say how its items and sub-parts are written; its own number
 * and shape come from the part it stands in.
 */
export type Part = { 
/**
 * The id of the template's part.
 */
id: string, 
/**
 * The heading without number and end punctuation; a part without heading has no number either.
 */
heading: string, 
/**
 * How items below items are written.
 */
nested?: ListStyle, 
/**
 * Rectification: the sentence each item is written as, with `{text}`, `{heading}`, `{measure}`, `{result}` in it.
 */
pattern?: string, 
/**
 * Text before the items, one paragraph a line.
 */
lead: string, 
/**
 * Tables below the lead.
 */
tables?: Array<Table>, 
/**
 * The items.
 */
items: Array<Item>, 
/**
 * Text after the items, one paragraph a line.
 */
tail: string, 
/**
 * Parts within this one; they are numbered on after the items.
 */
parts: Array<Part>, 
/**
 * Left out of the report; what was typed stays.
 */
left_out: boolean, 
/**
 * The form of the numbers.
 */
numbering: Numbering, 
/**
 * Heading and text in one paragraph (`true`), or the heading on a line of its own.
 */
run_in: boolean, 
/**
 * Paragraphs, sentences or clauses.
 */
join: Join, };

/**
 * A section that changed.
 */
export type PartChange = { 
/**
 * `basic`, the part's id, or `elements`.
 */
section: string, 
/**
 * Its name in the list of the form.
 */
name: string, 
/**
 * Characters that are new.
 */
added: number, 
/**
 * Characters that are gone.
 */
removed: number, 
/**
 * What else is to be told of it, such as `位置变了`; empty for nothing.
 */
note: string, };

/**
 * What a part is for.
 */
export type PartKind = "prose" | "work" | "rectification" | "problem" | "cause" | "plan";

/**
 * The program that makes PDF files.
 */
export type PdfProgram = { 
/**
 * Its name; `None` when this computer has none.
 */
name: string | null, 
/**
 * Without one: how to make a PDF by hand.
 */
hint: string, };

/**
 * How far the making of a PDF is, as the event `pdf-progress` says.
 */
export type PdfProgress = { 
/**
 * In words.
 */
text: string, };

/**
 * Who speaks in the report.
 */
export type Person = "first" | "organisation";

/**
 * A stretch of one paragraph that plays one role.
 */
export type Piece = { 
/**
 * Its name, for edits; unique in the recognition and never given twice.
 */
id: number, 
/**
 * Which paragraph of the source it comes from, from 0.
 */
paragraph: number, 
/**
 * Whether it begins in the middle of that paragraph.
 */
goes_on: boolean, 
/**
 * What it is.
 */
role: PieceRole, 
/**
 * Of headings and series: the number as displayed, such as `（一）` or `一是`.
 */
number: string, 
/**
 * The text without the number; of headings without end punctuation, too.
 */
text: string, 
/**
 * The punctuation that was taken off a heading's end.
 */
end: string, 
/**
 * Of headings: the depth of nesting, from 1.
 */
level: number, 
/**
 * Of headings: the paragraph goes on with text.
 */
run_in: boolean, 
/**
 * Of headings of parts: what the part is about.
 */
kind: PartKind | null, 
/**
 * Of headings, series and clauses: it names a problem of this year.
 */
problem: boolean, 
/**
 * Where last year's problems are named in the text.
 */
last_year: { start: number, end: number }[], 
/**
 * How sure the role is, in percent.
 */
confidence: number, 
/**
 * Why, in Chinese, in a few words.
 */
reason: string, };

/**
 * What a piece is.
 */
export type PieceRole = "title" | "byline" | "date" | "salutation" | "heading" | "series" | "clause" | "text" | "cell" | "signature" | "signature_date" | "noise";

/**
 * Where the byline and the date stand.
 */
export type Place = "title" | "end" | "none";

/**
 * What a paragraph has beside its style.
 */
export type Placement = { 
/**
 * Space above.
 */
before: Twip | null, 
/**
 * Space below.
 */
after: Twip | null, 
/**
 * Indent.
 */
side: Side | null, 
/**
 * Where its lines end before the last: places in its text, in UTF-16 units.
 */
breaks: Array<number>, 
/**
 * Another size than its style's, with the pitch of its lines.
 */
size: [HalfPoint, Twip] | null, 
/**
 * The width over which the letters of each of its lines are evenly spread.
 */
spread: Twip | null, 
/**
 * Which line it stands on, from 0, of the few that it shares with its neighbours: 发文字号 and 签发人.
 */
line: number | null, };

/**
 * A resolved layout: what a report's pages look like.
 */
export type Profile = { 
/**
 * The permanent id.
 */
id: string, 
/**
 * The name users see.
 */
name: string, 
/**
 * Paper, margins, grid.
 */
page: Page, 
/**
 * How each kind of paragraph looks.
 */
blocks: { [key in Role]?: TextStyle }, 
/**
 * How each kind of stretch within a paragraph looks, where it differs from the paragraph.
 */
spans: { [key in SpanRole]?: SpanStyle }, 
/**
 * The page number's look.
 */
footer: TextStyle, 
/**
 * The face of digits and Latin letters; `None` for the East Asian face around them.
 */
digits: string | null, 
/**
 * Where byline and date stand.
 */
byline: Place, 
/**
 * Where the page number stands.
 */
page_number: PageNumber, 
/**
 * How the page number is written.
 */
page_number_form: PageNumberForm, 
/**
 * 署名 and 成文日期 at the end leave room for a seal (clause 7.3.5.1).
 */
sealed: boolean, 
/**
 * Empty lines below the title, or below the byline and date under it.
 */
title_below: number, 
/**
 * Headings on lines of their own stay with the line below.
 */
keep_headings: boolean, 
/**
 * Numbered lines, for 送审稿.
 */
line_numbers: boolean, };

/**
 * One dated note on the way.
 */
export type Progress = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * What happened.
 */
text: string, };

/**
 * What to read.
 */
export type ReadArchive = { 
/**
 * The backup of this name in the backup folder; `null`: the file that the user chooses in a dialog, or chose last where
 * `again` says so.
 */
backup: string | null, 
/**
 * The file that was chosen last, now with a password.
 */
again: boolean, 
/**
 * Its password.
 */
password: string | null, };

/**
 * A whole state of a damaged report.
 */
export type Remedy = { 
/**
 * Where it comes from.
 */
source: RemedySource, 
/**
 * When it was saved, RFC 3339.
 */
modified: string, };

/**
 * Where a whole state of a report comes from.
 */
export type RemedySource = { "kind": "version", 
/**
 * The version's number.
 */
number: number, } | { "kind": "backup", 
/**
 * The file's name in the backup folder.
 */
name: string, };

/**
 * Something that is due soon or overdue.
 */
export type Reminder = { 
/**
 * The report that holds it.
 */
report: string, 
/**
 * The report's unit.
 */
unit: string, 
/**
 * The part in which it can be worked on.
 */
part: string, 
/**
 * The item.
 */
item: string, 
/**
 * The problem's wording.
 */
text: string, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * The due date, `YYYY-MM-DD`.
 */
due: string, 
/**
 * Days from today; below 0 when overdue.
 */
days: number, };

/**
 * Names a report.
 */
export type ReportId = { 
/**
 * The report's id.
 */
id: string, };

/**
 * A report in the list.
 */
export type ReportSummary = { 
/**
 * The report's id.
 */
id: string, 
/**
 * Its title, as composed.
 */
title: string, 
/**
 * The unit.
 */
unit: string, 
/**
 * The reporter.
 */
reporter: string, 
/**
 * The year, if one is set.
 */
year: number | null, 
/**
 * Sections marked as done.
 */
parts_done: number, 
/**
 * Sections in all; 0 for an imported report that nobody went on with.
 */
parts_total: number, 
/**
 * Places still to be filled in.
 */
placeholders: number, 
/**
 * When it was last saved, RFC 3339.
 */
modified: string, 
/**
 * When it was last exported, RFC 3339.
 */
exported: string | null, 
/**
 * When it was deleted, RFC 3339.
 */
deleted: string | null, 
/**
 * For how many days more a deleted one stays.
 */
days_left: number | null, };

/**
 * What came of rescuing a database that could not be opened.
 */
export type Rescued = { 
/**
 * Reports that were whole in the broken file.
 */
whole: number, 
/**
 * Reports brought back from a version or a backup, one sentence each.
 */
brought_back: Array<string>, 
/**
 * What is lost, one sentence each.
 */
lost: Array<string>, 
/**
 * Where the broken file is kept, to show.
 */
kept: string, };

/**
 * What to restore.
 */
export type RestoreVersion = { 
/**
 * The report's id.
 */
id: string, 
/**
 * The version's number.
 */
number: number, 
/**
 * Only this section (a part's id, `basic` or `elements`); `null` for the whole report.
 */
section: string | null, };

/**
 * Which differences to take into the report.
 */
export type ReviseApply = { 
/**
 * The report's id.
 */
id: string, 
/**
 * The file.
 */
handle: number, 
/**
 * The revision of the report that the differences are for.
 */
revision: number, 
/**
 * The number of the version that the file was compared with.
 */
from: number | null, 
/**
 * The ids of the differences.
 */
accepted: Array<number>, };

/**
 * A file that was read; no number when the dialog was closed.
 */
export type ReviseFile = { 
/**
 * Its number in this sitting.
 */
handle: number | null, };

/**
 * Which file to compare with which report.
 */
export type ReviseOf = { 
/**
 * The report's id.
 */
id: string, 
/**
 * The file.
 */
handle: number, };

/**
 * What the file says otherwise than the version that it was made of, for the report as it is stored.
 */
export type ReviseOffer = { 
/**
 * The file's name.
 */
name: string, 
/**
 * The file.
 */
handle: number, 
/**
 * The revision of the report that the differences are for.
 */
revision: number, 
/**
 * The version that the file is compared with; `null` for the report as it is, as no exported version is kept.
 */
from: RevisedFrom | null, 
/**
 * What the reader left out, such as comments.
 */
notices: Array<Notice>, 
/**
 * The differences.
 */
changes: Array<Change>, };

/**
 * The report with what was taken in.
 */
export type Revised = { 
/**
 * The report.
 */
report: OpenReport, 
/**
 * How many differences were taken in.
 */
merged: number, };

/**
 * The exported version that a file is compared with.
 */
export type RevisedFrom = { 
/**
 * Its number in the history.
 */
number: number, 
/**
 * When it was exported, RFC 3339.
 */
made: string, };

/**
 * What a paragraph is (layout: GB/T 9704-2012, clause 7.3).
 */
export type Role = "copy_number" | "secrecy" | "urgency" | "issuing_body" | "issuing_suffix" | "document_number" | "signer" | "title" | "byline" | "date_line" | "recipient" | "salutation" | "heading1" | "heading2" | "heading3" | "heading4" | "paragraph" | "table_title" | "table_head" | "table_cell" | "attachment_note" | "signature" | "signature_date" | "note" | "attachment_label" | "attachment_title" | "imprint_copies" | "imprint_issuer" | "imprint_date";

/**
 * A line of text on both sides.
 */
export type Row = { 
/**
 * The field it stands in, in the words of the form: `小标题`, `正文`.
 */
label: string, 
/**
 * As it was; `null` where there was nothing.
 */
older: SideText | null, 
/**
 * As it became; `null` where it is gone.
 */
newer: SideText | null, 
/**
 * Whether anything in it changed.
 */
changed: boolean, };

/**
 * What to save.
 */
export type Save = { 
/**
 * The whole draft.
 */
draft: Draft, 
/**
 * The revision it is based on.
 */
revision: number, };

/**
 * What a save answers, after COMMIT.
 */
export type Saved = { 
/**
 * The revision number to name at the next save.
 */
revision: number, 
/**
 * When, RFC 3339.
 */
saved_at: string, 
/**
 * The disk is full: this save took the room that was kept in reserve.
 */
low_space: boolean, };

/**
 * What to look for.
 */
export type Search = { 
/**
 * Words, separated by spaces; all of them have to be there.
 */
words: string, 
/**
 * How many hits at most.
 */
limit: number, };

/**
 * What was found.
 */
export type SearchFound = { 
/**
 * The hits, one a report: newest year first.
 */
hits: Array<Hit>, 
/**
 * Whether there are more.
 */
more: boolean, };

/**
 * The second folder for backups.
 */
export type SecondFolder = { 
/**
 * Its path, to show.
 */
path: string, 
/**
 * When a backup was last written there, RFC 3339.
 */
written: string | null, 
/**
 * Why the last one could not be written there, and what to do.
 */
failure: string | null, };

/**
 * A section of the form: 基本信息, or a part.
 */
export type Section = { 
/**
 * `basic`, the part's id, `figures` or `elements`.
 */
id: string, 
/**
 * The name in the list.
 */
name: string, 
/**
 * What a part is about, where its name is the heading of a file that was imported.
 */
about?: string, 
/**
 * The number as printed, `一、`; empty where there is none.
 */
number: string, 
/**
 * How deep it stands: 0 for 基本信息 and level-1 parts.
 */
depth: number, 
/**
 * How far it is.
 */
state: SectionState, 
/**
 * 字数.
 */
characters: number, 
/**
 * How many items it has.
 */
items: number, 
/**
 * Places still to be filled in.
 */
placeholders: number, 
/**
 * Errors, placeholders among them.
 */
errors: number, 
/**
 * Left out of the report by the user.
 */
left_out: boolean, };

/**
 * A section of two states side by side.
 */
export type SectionDifference = { 
/**
 * `basic`, the part's id, or `elements`.
 */
section: string, 
/**
 * Its name in the list of the form.
 */
name: string, 
/**
 * Its texts, line by line.
 */
rows: Array<Row>, };

/**
 * How far a section is.
 */
export type SectionState = "not_started" | "started" | "done" | "unused";

/**
 * Where a damaged report went.
 */
export type SetAside = { 
/**
 * The file that has what was left of it, to show.
 */
kept: string, };

/**
 * What the user sets once for the program.
 */
export type Settings = { 
/**
 * Light or dark.
 */
theme: Theme, 
/**
 * Zoom of the interface in percent, 100–200.
 */
zoom: number, 
/**
 * What a new report begins with as 单位.
 */
unit: string, 
/**
 * What a new report begins with as 述职人.
 */
reporter: string, 
/**
 * What a new report begins with as 职务.
 */
post: string, 
/**
 * The author named in Word files; the reporter when empty.
 */
creator: string, 
/**
 * The columns of 整改台账, in their order; the usual ones when empty.
 */
ledger_columns: Array<LedgerColumn>, };

/**
 * Where a rectification part is printed.
 */
export type Shown = "here" | "quoted";

/**
 * Where the lines of a paragraph begin and end within the text area.
 */
export type Side = { "from": "right", 
/**
 * How far.
 */
right: Twip, } | { "from": "left", 
/**
 * How far.
 */
left: Twip, 
/**
 * How far it may run into the right margin.
 */
overhang: Twip, } | { "from": "middle", 
/**
 * What is left out of it on the left.
 */
left: Twip, } | { "from": "hanging", 
/**
 * How far.
 */
left: Twip, 
/**
 * How much further left the first line begins.
 */
hanging: Twip, };

/**
 * One side of a line.
 */
export type SideText = { 
/**
 * Its text in stretches.
 */
stretches: Array<Stretch>, };

/**
 * A stretch of one paragraph with one origin and one look.
 */
export type Span = { 
/**
 * The text: no control characters, no line breaks.
 */
text: string, 
/**
 * How it looks beside the rest of its paragraph.
 */
role: SpanRole, 
/**
 * The field it was typed in; `None` for what the program wrote (numbers, punctuation, patterns).
 */
origin: Origin | null, 
/**
 * Whether it stands here letter by letter as typed, so that a place in it is a place in the field; a figure's value
 * or a composed title is not.
 */
literal: boolean, };

/**
 * How a stretch of text looks beside the rest of its paragraph.
 */
export type SpanRole = "text" | "run_in1" | "run_in2" | "run_in3" | "run_in4" | "series_lead" | "name";

/**
 * How a stretch within a paragraph looks.
 */
export type SpanStyle = { 
/**
 * The East Asian face; the paragraph's when `None`.
 */
face: string | null, 
/**
 * Bold.
 */
bold: boolean, };

/**
 * How far the rectification of a problem is.
 */
export type State = "待整改" | "整改中" | "待验收" | "已销号" | "持续整改" | "移交";

/**
 * A stretch of text that is the same on both sides, or is not.
 */
export type Stretch = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether the other side has something else here.
 */
changed: boolean, };

/**
 * A table with a head row. Rows may be of different lengths; the missing cells are empty.
 */
export type Table = { 
/**
 * A UUID that never changes.
 */
id: string, 
/**
 * The line above it; none when empty.
 */
title: string, 
/**
 * The cells, row by row; the first row is the head, repeated on every page.
 */
rows: Array<Array<string>>, 
/**
 * On landscape pages of its own (横表).
 */
wide: boolean, };

/**
 * A report template: fields, a tree of parts, and the report's settings.
 */
export type Template = { 
/**
 * Always 1.
 */
schema: number, 
/**
 * The permanent id: small Latin letters, digits and `-`.
 */
id: string, 
/**
 * Counted up with every change.
 */
version: number, 
/**
 * The name in the list of templates.
 */
name: string, 
/**
 * Whom it is for, in one sentence.
 */
description: string, 
/**
 * The title when none is typed; `{year}` stands for the year and `{字段}` for a field by its id.
 */
title: string, 
/**
 * The byline when none is typed, with field ids in braces.
 */
byline: string, 
/**
 * The report's settings.
 */
settings: TemplateSettings, 
/**
 * What is asked once.
 */
fields: Array<Field>, 
/**
 * The parts, in the usual order.
 */
parts: Array<TemplatePart>, };

/**
 * The template that a draft was begun with; a template that is gone never breaks an old report.
 */
export type TemplateCopy = { 
/**
 * The template's id.
 */
id: string, 
/**
 * The template's version.
 */
version: number, 
/**
 * The whole template.
 */
content: Template, };

/**
 * A part of the report as the template describes it.
 */
export type TemplatePart = { 
/**
 * The permanent id.
 */
id: string, 
/**
 * What it is for.
 */
kind: PartKind, 
/**
 * Its name in the list of parts.
 */
name: string, 
/**
 * The heading a new draft begins with; empty for a part without heading and number.
 */
heading: string, 
/**
 * Other headings to choose from.
 */
alternatives?: Array<string>, 
/**
 * How items below items are written.
 */
nested?: ListStyle, 
/**
 * Rectification: the sentence of an item.
 */
pattern?: string, 
/**
 * Rectification: printed where it stands, or quoted by work items.
 */
shown: Shown, 
/**
 * What the form asks.
 */
asks: Array<Ask>, 
/**
 * Whether an empty part holds the export back.
 */
required: boolean, 
/**
 * The usual number of items, a finding below it.
 */
min?: number, 
/**
 * The usual number of items, a finding above it.
 */
max?: number, 
/**
 * Only asked and printed under this condition.
 */
when?: Condition, 
/**
 * What next year's draft takes over.
 */
carry: Carry, 
/**
 * One or two sentences at the head of the form: what to write.
 */
hint: string, 
/**
 * What a reviewer looks for, one short line each.
 */
prompts: Array<string>, 
/**
 * A filled-in example.
 */
example: Example, 
/**
 * Parts within this one.
 */
parts: Array<TemplatePart>, 
/**
 * The form of the numbers.
 */
numbering: Numbering, 
/**
 * Heading and text in one paragraph (`true`), or the heading on a line of its own.
 */
run_in: boolean, 
/**
 * Paragraphs, sentences or clauses.
 */
join: Join, };

/**
 * What holds for the whole report.
 */
export type TemplateSettings = { 
/**
 * Who speaks.
 */
person: Person, 
/**
 * The usual length in characters (字数), or `null` for none.
 */
length: number | null, 
/**
 * The share of the problem parts in the whole text that an office asks for, in percent, or `null`.
 */
problem_share: number | null, 
/**
 * The layout profile's id.
 */
layout: string, 
/**
 * Where byline and date stand.
 */
byline: Place, };

/**
 * A template in the list.
 */
export type TemplateSummary = { 
/**
 * The template's id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whom it is for.
 */
description: string, 
/**
 * The names of its parts.
 */
parts: Array<string>, 
/**
 * Whether it is one of the user's own files.
 */
own: boolean, };

/**
 * How a kind of paragraph looks.
 */
export type TextStyle = { 
/**
 * The East Asian face's name as written into the file.
 */
face: string, 
/**
 * The size.
 */
size: HalfPoint, 
/**
 * The pitch of its lines, exact.
 */
line: Twip, 
/**
 * Bold.
 */
bold: boolean, 
/**
 * Alignment.
 */
align: Align, 
/**
 * First-line indent in characters.
 */
first_line: number, 
/**
 * Indent from the right in characters.
 */
right: number, 
/**
 * Digits and Latin letters in `face` too, whatever the profile's face for them is.
 */
own_digits: boolean, 
/**
 * Red (clause 7.2.4); all else is black.
 */
red: boolean, };

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * Twips, 1/20 point, the unit of lengths in WordprocessingML.
 */
export type Twip = number;

/**
 * A version in the list of a report's history.
 */
export type VersionEntry = { 
/**
 * Its number; larger is later. `null` is what is stored now.
 */
number: number | null, 
/**
 * The revision of the report when it was this.
 */
revision: number, 
/**
 * Why it was kept.
 */
cause: Cause, 
/**
 * The name given by the user.
 */
name: string | null, 
/**
 * When it was kept (what is stored now: saved), RFC 3339.
 */
made: string, 
/**
 * What changed since the one before; empty for the first one.
 */
changes: Array<PartChange>, 
/**
 * Its content is damaged and cannot be shown.
 */
damaged: boolean, };

/**
 * The history of a report, the latest first; the first entry is what is stored now.
 */
export type Versions = { 
/**
 * The report's id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The versions.
 */
versions: Array<VersionEntry>, };

/**
 * A draft, composed, counted and checked.
 */
export type View = { 
/**
 * The composed document.
 */
document: Document, 
/**
 * How it looks.
 */
profile: Profile, 
/**
 * Gaps and indents that follow from what stands beside a paragraph, one for each block of the document.
 */
placements: Array<Placement>, 
/**
 * Where the layout departs from the standard, in words.
 */
departures: Array<string>, 
/**
 * What is to be filled in or put right.
 */
findings: Array<Finding>, 
/**
 * The sections of the form, in the order of the list on the left.
 */
sections: Array<Section>, 
/**
 * The number in front of each item, by item id, as printed.
 */
labels: { [key in string]: string }, 
/**
 * This year's problems with the causes and measures that are linked to them, and its holes.
 */
matrix: Matrix, 
/**
 * The names that stand for what is counted over the earlier problems, each with what is printed for it, the whole clause first.
 */
counted: Array<[string, string]>, 
/**
 * How often each of the draft's figures stands in a text, by figure id.
 */
figures: { [key in string]: number }, 
/**
 * The title that is composed when none is typed.
 */
composed_title: string, 
/**
 * The byline that is composed when none is typed.
 */
composed_byline: string, 
/**
 * 字数 of the whole text.
 */
characters: number, 
/**
 * 字数 of each item, by item id.
 */
item_characters: { [key in string]: number }, 
/**
 * Places still to be filled in.
 */
placeholders: number, 
/**
 * The share of the problem parts in percent, when there are any.
 */
problem_share: number | null, };

/**
 * What to write for another computer.
 */
export type WriteArchive = { 
/**
 * Encrypts the file with this password; `null` or empty: no password.
 */
password: string | null, };

/** The calls that the engine answers, by name. */
export interface Calls {
  /** Everything 首页 shows. */
  home: { args: Nothing; result: Home };
  /** Begins a report and stores it. */
  create: { args: Create; result: OpenReport };
  /** Opens a stored report. */
  open: { args: ReportId; result: OpenReport };
  /** Saves a report; the answer comes after COMMIT. */
  save: { args: Save; result: Saved };
  /** Composes, counts and checks a draft, saved or not. */
  view: { args: DraftOnly; result: View };
  /** Composes the example of a part. */
  example: { args: ExampleOf; result: Composed };
  /** Stores a copy of a report, for another reporter. */
  copy: { args: ReportId; result: OpenReport };
  /** What goes on from a report into a new one, before anything is made. */
  carry_offer: { args: CarryFrom; result: CarryOffer };
  /** Makes the new report, or takes what it lacks into one that was made before. */
  carry: { args: CarryChoice; result: CarryResult };
  /** What the earlier report has in the place of a part. */
  last_year: { args: LastYearOf; result: LastYear };
  /** Takes in a text that was pasted, to be confirmed. */
  import_text: { args: ImportText; result: ImportView };
  /** The files that are being imported. */
  imports: { args: Nothing; result: Imports };
  /** All that the screen of one import shows. */
  import_view: { args: ImportId; result: ImportView };
  /** Takes a step of the confirmation. */
  import_edit: { args: ImportEdit; result: ImportView };
  /** Takes the last step back. */
  import_undo: { args: ImportId; result: ImportView };
  /** Takes the step again that was taken back last. */
  import_redo: { args: ImportId; result: ImportView };
  /** Chooses template, year, unit, and whether the import is put into a chain. */
  import_choose: { args: ImportChoose; result: ImportView };
  /** Makes the report and stores it. */
  import_finish: { args: ImportId; result: ImportFinished };
  /** Drops an import; nothing was stored of it. */
  import_discard: { args: ImportId; result: Nothing };
  /** Makes a finding's mend in a draft, saved or not. */
  fix: { args: ApplyFix; result: Draft };
  /** 整改台账 over all reports. */
  ledger: { args: LedgerQuery; result: LedgerView };
  /** Changes an item in the draft it belongs to. */
  edit_ledger: { args: LedgerEdit; result: Nothing };
  /** Sets the columns that the ledger shows and prints. */
  set_ledger_columns: { args: LedgerColumns; result: LedgerColumns };
  /** 关键数据 over the years. */
  figure_table: { args: FigureQuery; result: FigureTable };
  /** Marks a report as deleted. */
  remove: { args: ReportId; result: Nothing };
  /** Takes a deleted report back. */
  restore: { args: ReportId; result: Nothing };
  /** Removes a report with all traces that the program can reach. */
  erase: { args: ReportId; result: Erased };
  /** The versions of a report, with what changed in each. */
  versions: { args: ReportId; result: Versions };
  /** Keeps what is stored as a version. */
  keep_version: { args: KeepVersion; result: Nothing };
  /** Names a version. */
  name_version: { args: NameVersion; result: Nothing };
  /** Two states of a report side by side. */
  compare: { args: CompareVersions; result: Comparison };
  /** Restores a version, or one section of it; what is there is kept first. */
  restore_version: { args: RestoreVersion; result: OpenReport };
  /** What a file that came back says otherwise than the report. */
  revise_offer: { args: ReviseOf; result: ReviseOffer };
  /** Takes differences of that file into the report; what is there is kept first. */
  revise_apply: { args: ReviseApply; result: Revised };
  /** Finds the reports that hold all of the words. */
  search: { args: Search; result: SearchFound };
  /** The backups there are. */
  backups: { args: Nothing; result: Backups };
  /** Backs up to no second folder any more. */
  forget_second_folder: { args: Nothing; result: Backups };
  /** Puts a whole state in the place of a damaged report. */
  mend: { args: Mend; result: Nothing };
  /** Takes a damaged report of which nothing whole is left out of the database; what is left of it is kept. */
  set_aside: { args: ReportId; result: SetAside };
  /** The settings of the program. */
  settings: { args: Nothing; result: Settings };
  /** Stores the settings of the program and answers them as stored. */
  set_settings: { args: Settings; result: Settings };
  /** Which faces of a draft's pages this computer lacks. */
  faces: { args: DraftOnly; result: Faces };
  /** The layout profiles to choose from. */
  layouts: { args: Nothing; result: Layouts };
  /** Says what is impossible in a layout profile that is being edited. */
  check_layout: { args: LayoutOnly; result: LayoutReport };
  /** Stores one of the user's own layout profiles and answers all. */
  save_layout: { args: LayoutOnly; result: Layouts };
  /** Removes one of the user's own layout profiles and answers the rest. */
  remove_layout: { args: LayoutId; result: Layouts };
}
