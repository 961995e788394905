import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure, Saved } from '../src/generated';
import { LONGEST_MS, PAUSE_MS, Saver } from '../src/saver';

const saved: Saved = { revision: 2, saved_at: '2026-01-05T14:03:22+08:00', low_space: false };
const failure = (code: Failure['code']): Failure => ({ code, message: '磁盘满了', hint: '请清理磁盘' });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function saver(save: () => Promise<Saved>): { saver: Saver; save: ReturnType<typeof vi.fn>; states: string[] } {
  const spy = vi.fn(save);
  const states: string[] = [];
  const it: Saver = new Saver(spy, () => states.push(it.state.kind));
  return { saver: it, save: spy, states };
}

/** A save that is answered when the test says so. */
function slow(): { save: () => Promise<Saved>; answer: () => void } {
  let resolve: (value: Saved) => void = () => undefined;
  return { save: () => new Promise((done) => { resolve = done; }), answer: () => resolve(saved) };
}

describe('Saver', () => {
  it('saves once after the last of several inputs', async () => {
    const { saver: it, save, states } = saver(() => Promise.resolve(saved));
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 100);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledTimes(1);
    expect(states).toEqual(['dirty', 'dirty', 'saving', 'saved']);
  });

  it('pauses between 300 and 800 ms', () => {
    expect(PAUSE_MS).toBeGreaterThanOrEqual(300);
    expect(PAUSE_MS).toBeLessThanOrEqual(800);
  });

  it('saves in between while input goes on and on', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    for (let at = 0; at < LONGEST_MS + PAUSE_MS; at += 200) {
      it.touch();
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('never saves while an input method composes', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    it.touch();
    it.compose(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await it.flush()).toBe(false);
    expect(save).not.toHaveBeenCalled();
    it.compose(false);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('has one save under way at most, and saves again what came in between', async () => {
    const { save, answer } = slow();
    const { saver: it, save: spy } = saver(save);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS * 4);
    expect(spy).toHaveBeenCalledTimes(1);
    expect(it.state.kind).toBe('saving');
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state.kind).toBe('dirty');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(spy).toHaveBeenCalledTimes(2);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state.kind).toBe('saved');
  });

  it('waits for the save under way when it is to save now', async () => {
    const { save, answer } = slow();
    const { saver: it, save: spy } = saver(save);
    it.touch();
    const first = it.flush();
    it.touch();
    const second = it.flush();
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(spy).toHaveBeenCalledTimes(2);
    answer();
    expect(await second).toBe(true);
    expect(await first).toBe(true);
  });

  it('says that it failed until a save succeeds, and tries again with the next input', async () => {
    let broken = true;
    const { saver: it, save } = saver(() => (broken ? Promise.reject(failure('io')) : Promise.resolve(saved)));
    it.touch();
    expect(await it.flush()).toBe(false);
    expect(it.state).toEqual({ kind: 'failed', failure: failure('io') });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    broken = false;
    it.touch();
    expect(it.state.kind).toBe('failed');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(it.state.kind).toBe('saved');
  });

  it('leaves a conflict to the user', async () => {
    const { saver: it, save } = saver(() => Promise.reject(failure('conflict')));
    it.touch();
    await it.flush();
    it.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(it.state.kind).toBe('failed');
  });

  it('has nothing to do when nothing was changed', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    expect(await it.flush()).toBe(true);
    expect(save).not.toHaveBeenCalled();
  });
});
