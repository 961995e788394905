// Made from the Rust types by ts-rs; do not edit.

export type Numbering = "一、" | "（一）" | "1." | "（1）" | "一是" | "none";
export type Join = "paragraphs" | "sentences" | "clauses";
export type ListStyle = { numbering: Numbering, run_in: boolean, join: Join };

export type MeasureKind = "立行立改" | "分阶段" | "持续整改";
export type State = "待整改" | "整改中" | "待验收" | "已销号" | "持续整改" | "移交";
export type Progress = { date: string, text: string };
export type Item = { id: string, heading: string, body: string, items: Array<Item>, style?: ListStyle, cause?: string, owner?: string, due?: string, kind?: MeasureKind, recurs?: string, problem?: string, report?: string, year?: number, text?: string, measure?: string, result?: string, evidence?: string, state?: State, progress?: Array<Progress>, answers?: Array<string>, explains?: Array<string> };

export type Place = "title" | "end" | "none";
export type DigitFace = "times" | "text";
export type PageNumber = "outside" | "centre";
export type LayoutChoice = { profile: string, byline?: Place, digits?: DigitFace, bold_level3?: boolean, bold_series?: boolean, page_number?: PageNumber };
export type Part = { id: string, heading: string, nested?: ListStyle, pattern?: string, lead: string, items: Array<Item>, tail: string, parts: Array<Part>, left_out: boolean, numbering: Numbering, run_in: boolean, join: Join };
export type Figure = { id: string, name: string, value: string, unit: string };
export type TemplateCopy = { id: string, version: number, content: Template };
export type Draft = { schema: number, id: string, previous: string | null, year: number | null, created: string, modified: string, template: TemplateCopy, fields: { [id: string]: string }, figures: Array<Figure>, parts: Array<Part>, layout: LayoutChoice, done: Array<string> };

export type Person = "first" | "organisation";
export type TemplateSettings = { person: Person, length: number | null, problem_share: number | null, layout: string, byline: Place };
export type FieldType = "text" | "lines" | "date" | "choice";
export type Carry = "none" | "copy" | "reference" | "problems";
export type Condition = { "equals": { field: string, value: string } } | { "filled": { field: string } } | { "not": Condition } | { "all": Array<Condition> } | { "any": Array<Condition> };
export type Field = { id: string, name: string, type: FieldType, options?: Array<string>, required: boolean, hint: string, example: string, ask_in: string, carry: Carry, when?: Condition };
export type PartKind = "prose" | "work" | "rectification" | "problem" | "cause" | "plan";
export type Shown = "here" | "quoted";
export type Ask = "lead" | "items" | "tail";
export type ExampleItem = { key?: string } & Item;
export type Example = { lead?: string, items?: Array<ExampleItem>, tail?: string };
export type TemplatePart = { id: string, kind: PartKind, name: string, heading: string, alternatives?: Array<string>, nested?: ListStyle, pattern?: string, shown: Shown, asks: Array<Ask>, required: boolean, min?: number, max?: number, when?: Condition, carry: Carry, hint: string, prompts: Array<string>, example: Example, parts: Array<TemplatePart>, numbering: Numbering, run_in: boolean, join: Join };
export type Template = { schema: number, id: string, version: number, name: string, description: string, title: string, byline: string, settings: TemplateSettings, fields: Array<Field>, parts: Array<TemplatePart> };

export type Role = "title" | "byline" | "date_line" | "salutation" | "heading1" | "heading2" | "heading3" | "heading4" | "paragraph" | "signature" | "signature_date";
export type SpanRole = "text" | "run_in1" | "run_in2" | "run_in3" | "run_in4" | "series_lead";
export type Origin = { part: string | null, item: string | null, field: string, start: number, end: number };
export type Span = { text: string, role: SpanRole, origin: Origin | null };
export type Block = { role: Role, spans: Array<Span> };
export type Document = { title: string, creator: string, created: string, modified: string, blocks: Array<Block> };

export type Twip = number;
export type HalfPoint = number;
export type Align = "left" | "centre" | "right" | "both";
export type TextStyle = { face: string, size: HalfPoint, bold: boolean, align: Align, first_line: number, right: number };
export type SpanStyle = { face: string | null, bold: boolean };
export type Page = { width: Twip, height: Twip, top: Twip, bottom: Twip, left: Twip, right: Twip, lines: number, characters: number, pitch: Twip, footer: Twip };
export type Profile = { id: string, name: string, page: Page, blocks: { [key in Role]?: TextStyle }, spans: { [key in SpanRole]?: SpanStyle }, footer: TextStyle, digits: string | null, byline: Place, page_number: PageNumber };

export type Level = "error" | "warning" | "hint";
export type Finding = { rule: string, level: Level, part: string | null, item: string | null, field: string | null, start: number, end: number, text: string, message: string, suggestion: string };

export type Code = "invalid" | "not_found" | "conflict" | "in_use" | "blocked" | "io";
export type ReportSummary = { id: string, title: string, unit: string, reporter: string, year: number | null, parts_done: number, parts_total: number, placeholders: number, modified: string, exported: string | null, deleted: string | null };
export type TemplateSummary = { id: string, name: string, description: string, parts: Array<string>, own: boolean };
export type Home = { reports: Array<ReportSummary>, templates: Array<TemplateSummary>, notices: Array<string>, data_dir: string, this_year: number };
export type SectionState = "not_started" | "started" | "done";
export type Section = { id: string, name: string, number: string, depth: number, state: SectionState, characters: number, items: number, placeholders: number, errors: number, left_out: boolean };
export type View = { document: Document, profile: Profile, findings: Array<Finding>, sections: Array<Section>, labels: { [key in string]?: string }, composed_title: string, composed_byline: string, characters: number, item_characters: { [key in string]?: number }, placeholders: number, problem_share: number | null };
export type OpenReport = { draft: Draft, revision: number, saved_at: string, view: View };
export type Saved = { revision: number, saved_at: string };
export type Theme = "system" | "light" | "dark";
export type Settings = { theme: Theme, zoom: number, unit: string, reporter: string, post: string, creator: string };
export type Nothing = Record<string, never>;
export type ReportId = { id: string };
export type Create = { template: string, year: number, sample: boolean };
export type Save = { draft: Draft, revision: number };
export type DraftOnly = { draft: Draft };
export type ExampleOf = { draft: Draft, part: string };
export type Composed = { blocks: Array<Block> };
export type Exported = { "outcome": "written", name: string, folder: string, handle: number } | { "outcome": "cancelled" };
export type ExportReport = { id: string, force: boolean };
export type OpenExported = { handle: number, folder: boolean };
export type Failure = { code: Code, message: string, hint: string };
