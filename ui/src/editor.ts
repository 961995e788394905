/** One report that is open: the draft, what the engine makes of it, undo, saving, and where the user is in the form. */

import { toFailure, type Api } from './api';
import { findPart, pathTo } from './draft';
import { attachmentOf, FIELDS } from './elements';
import type { Draft, Failure, Finding, OpenReport, Section, View } from './generated';
import { begin, record, redo, undo, type History } from './history';
import { BASIC, controlId, ELEMENTS, itemsTo, placeOf, precedes, spotOf, type Place, type Spot } from './locate';
import { Saver } from './saver';

/** Which findings to go through: all, those that are no placeholders, or placeholders alone. */
export type Kind = 'any' | 'required' | 'placeholder';

/** How long to wait after an input before the engine is asked to compose again. */
export const COMPOSE_MS = 120;

let epochs = 0;

/** Never the same twice: a report that is opened anew may be drawn into the fields of the one before. */
const nextEpoch = (): number => ++epochs;

export class Editor {
  view: View;
  savedAt: string;
  /** Whether the report that this one was carried from can be shown beside it. */
  earlier: boolean;
  readonly saver: Saver;
  /** Another one when the fields must take their texts from the draft again. */
  epoch = nextEpoch();
  section = BASIC;
  /** The item that is being worked on. */
  current: string | null = null;
  /** The DOM id of the field that is being worked on, or was last. */
  focused: string | null = null;
  /** Errors of empty fields are shown once the user has asked for them. */
  checked = false;
  readonly folded = new Set<string>();
  readonly unfolded = new Set<string>();
  viewFailure: Failure | null = null;
  /** The disk is full: the last save took the room that was kept in reserve. */
  lowSpace = false;
  /** Where the next drawing puts the focus. */
  target: Spot | null = null;
  /** Whether it only shows that place, and leaves the focus where it is. */
  quietly = false;
  #history: History;
  #revision: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  /** Where the user was led last; findings go away as they are put right, places stay. */
  #last: Place | null = null;
  /** The draft that {@link view} shows. */
  #viewed: Draft;

  constructor(
    private readonly api: Api,
    report: OpenReport,
    private readonly redraw: () => void,
  ) {
    this.view = report.view;
    this.savedAt = report.saved_at;
    this.earlier = report.earlier;
    this.#revision = report.revision;
    this.#history = begin(report.draft);
    this.#viewed = report.draft;
    this.saver = new Saver(() => this.#save(), redraw);
  }

  get draft(): Draft {
    return this.#history.present.draft;
  }

  /** The sections that can be gone to, in order. */
  get sections(): readonly Section[] {
    return this.view.sections;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Typing in a field. */
  type(draft: Draft, at: string): void {
    this.#take(draft, at, true, COMPOSE_MS);
  }

  /** Anything else that is done to the draft. */
  change(draft: Draft, at: string): void {
    this.#take(draft, at, false, 0);
  }

  undo(): void {
    if (!this.canUndo) return;
    const { section } = this.#history.present;
    this.#restore(undo(this.#history), section);
  }

  redo(): void {
    if (!this.canRedo) return;
    const history = redo(this.#history);
    this.#restore(history, history.present.section);
  }

  /** Takes a draft whose texts are not in the fields yet. */
  fix(draft: Draft, at: string): void {
    this.epoch = nextEpoch();
    this.change(draft, at);
  }

  /** Takes a state that the engine has stored already, as a step of its own. Nothing may be unsaved. */
  adopt(report: OpenReport, at: string): void {
    this.#revision = report.revision;
    this.savedAt = report.saved_at;
    this.earlier = report.earlier;
    this.#history = record(this.#history, { draft: report.draft, at, section: this.section, time: Date.now() }, false);
    this.epoch = nextEpoch();
    // An answer that is under way shows what was there before.
    this.#asked += 1;
    clearTimeout(this.#timer);
    this.view = report.view;
    this.#viewed = report.draft;
    this.viewFailure = null;
    this.section = this.#known(this.section);
    this.current = null;
    this.redraw();
  }

  /** Shows a section of the form from its top. */
  go(section: string): void {
    if (section !== this.section) void this.saver.flush();
    this.section = this.#known(section);
    this.current = null;
    this.focused = null;
    this.#last = null;
    this.redraw();
  }

  /** Shows a place of the form, unfolded, and puts the caret or the selection there; `quietly` leaves the focus where it is. */
  reveal(spot: Spot, quietly = false): void {
    this.section = this.#known(spot.section);
    for (const id of itemsTo(this.draft, spot)) {
      this.folded.delete(id);
      this.unfolded.add(id);
    }
    this.current = itemsTo(this.draft, spot)[0] ?? null;
    this.focused = controlId(spot.part, spot.item, spot.field);
    this.target = spot;
    this.quietly = quietly;
    this.#last = placeOf(this.draft, this.sections, spot);
    this.redraw();
  }

  /** The section `step` places further that can be written. */
  neighbour(step: 1 | -1): Section | undefined {
    const list = this.sections.filter((section) => !section.left_out || section.id === this.section);
    return list[list.findIndex((section) => section.id === this.section) + step];
  }

  /**
   * Goes to the open point below the one that was gone to last, or below the head of the section, and from the end to the
   * beginning: to errors as long as there are any, then to what should be looked at. Answers whether there was one.
   */
  async nextFinding(kind: Kind = 'any'): Promise<boolean> {
    if (this.#viewed !== this.draft) await this.refresh();
    const asked = this.view.findings.filter((finding) => kind === 'any' || (finding.rule === 'placeholder') === (kind === 'placeholder'));
    const errors = asked.filter((finding) => finding.level === 'error');
    const list = (errors.length > 0 || kind !== 'any' ? errors : asked)
      .map((finding) => spotOf(this.draft, finding))
      .map((spot) => ({ spot, place: placeOf(this.draft, this.sections, spot) }))
      .sort((a, b) => (precedes(a.place, b.place) ? -1 : precedes(b.place, a.place) ? 1 : 0));
    const last = this.#last ?? [this.sections.findIndex((section) => section.id === this.section)];
    const next = list.find(({ place }) => precedes(last, place)) ?? list[0];
    if (!next) return false;
    this.checked = true;
    this.reveal(next.spot);
    return true;
  }

  /** The findings on one field. */
  findingsAt(part: string | null, item: string | null, field: string): Finding[] {
    return this.view.findings.filter((finding) => finding.part === part && finding.item === item && finding.field === field);
  }

  /** The item or the attachment that is being worked on with everything below it; of the other elements the name of the text. */
  currentIds(): Set<string> {
    const part = findPart(this.draft.parts, this.section);
    const item = this.current === null ? undefined : pathTo(part?.items ?? [], this.current).at(-1);
    const attachment = this.current === null || this.section !== ELEMENTS ? undefined : attachmentOf(this.draft, this.current);
    const text = FIELDS.find((field) => controlId(null, null, field) === this.focused);
    const ids = new Set(attachment ? [attachment.id, attachment.table.id] : text === undefined ? [] : [text]);
    const add = (entry: typeof item): void => {
      if (!entry) return;
      ids.add(entry.id);
      entry.tables?.forEach((table) => ids.add(table.id));
      entry.items.forEach(add);
    };
    add(item);
    return ids;
  }

  #take(draft: Draft, at: string, typed: boolean, wait: number): void {
    if (draft === this.draft) return;
    this.#history = record(this.#history, { draft, at, section: this.section, time: Date.now() }, typed);
    this.#changed(wait);
  }

  #restore(history: History, section: string): void {
    this.#history = history;
    this.epoch = nextEpoch();
    this.section = this.#known(section);
    this.#changed(0);
  }

  #changed(wait: number): void {
    this.saver.touch();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), wait);
    this.redraw();
  }

  /** Asks the engine to compose what is there now; an answer that comes too late is dropped. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const { draft } = this;
    clearTimeout(this.#timer);
    try {
      const view = await this.api.view(draft);
      if (asked !== this.#asked) return;
      this.view = view;
      this.#viewed = draft;
      this.viewFailure = null;
      this.section = this.#known(this.section);
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.viewFailure = toFailure(reason);
    }
    this.redraw();
  }

  /** Saves this draft over the one that someone else has stored, which becomes a version first. */
  async overrule(): Promise<boolean> {
    const { id } = this.draft;
    const { revision } = await this.api.open(id);
    await this.api.keepVersion({ id, cause: 'conflict', name: null });
    this.#revision = revision;
    return this.saver.flush();
  }

  async #save(): ReturnType<Api['save']> {
    const saved = await this.api.save({ draft: this.draft, revision: this.#revision });
    this.#revision = saved.revision;
    this.savedAt = saved.saved_at;
    this.lowSpace = saved.low_space;
    return saved;
  }

  #known(section: string): string {
    return this.sections.some((entry) => entry.id === section) ? section : BASIC;
  }
}
