import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure, Saved } from '../src/generated';
import { LONGEST_MS, PAUSE_MS, RETRY_MS, Saver } from '../src/saver';

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

  it('lets no more than the last second of typing be missing while input goes on and on', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    const saves: number[] = [];
    save.mockImplementation(() => { saves.push(Date.now()); return Promise.resolve(saved); });
    const begin = Date.now();
    for (let at = 0; at < 10_000; at += 100) {
      it.touch();
      await vi.advanceTimersByTimeAsync(100);
    }
    const gaps = saves.map((time, i) => time - (saves[i - 1] ?? begin));
    expect(Math.max(...gaps)).toBeLessThan(1000);
    expect(saves.length).toBeGreaterThanOrEqual(10);
  });

  it('counts the second from the first input that the save under way did not take', async () => {
    const { save, answer } = slow();
    const { saver: it, save: spy } = saver(save);
    it.touch();
    void it.flush();
    for (let at = 0; at < LONGEST_MS + 100; at += 100) {
      it.touch();
      await vi.advanceTimersByTimeAsync(100);
    }
    answer();
    await vi.advanceTimersByTimeAsync(1);
    expect(spy).toHaveBeenCalledTimes(2);
  });

  it('is not put off by a clock that jumps back', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    it.touch();
    vi.setSystemTime(Date.now() - 86_400_000);
    for (let at = 0; at < LONGEST_MS; at += 100) {
      it.touch();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('saves what was committed while an input method composes, and not until that ends', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    it.touch();
    it.compose(true);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save).toHaveBeenCalledTimes(1);
    expect(it.state.kind).toBe('dirty');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    it.touch();
    it.compose(false);
    expect(await it.flush()).toBe(true);
    expect(save).toHaveBeenCalledTimes(2);
    expect(it.state.kind).toBe('saved');
  });

  it('has one save under way at most, and saves again what came in between', async () => {
    const { save, answer } = slow();
    const { saver: it, save: spy } = saver(save);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    it.touch();
    await vi.advanceTimersByTimeAsync(LONGEST_MS - 1);
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

  it('does not call saved what an input method still composes', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    it.compose(true);
    expect(it.state.kind).toBe('dirty');
    it.compose(false);
    expect(it.state.kind).toBe('saved');
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(save).not.toHaveBeenCalled();
  });

  it('says that it failed, since when, and tries again by itself and with the next input', async () => {
    let broken = true;
    const { saver: it, save } = saver(() => (broken ? Promise.reject(failure('io')) : Promise.resolve(saved)));
    const since = Date.now();
    it.touch();
    expect(await it.flush()).toBe(false);
    expect(it.state).toEqual({ kind: 'failed', failure: failure('io'), since, trying: false });
    await vi.advanceTimersByTimeAsync(RETRY_MS - 1);
    expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledTimes(2);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save).toHaveBeenCalledTimes(3);
    expect(it.state).toEqual({ kind: 'failed', failure: failure('io'), since, trying: false });
    broken = false;
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(it.state.kind).toBe('saved');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(4);
  });

  it('stays failed until everything is saved', async () => {
    const { save, answer } = slow();
    let broken = true;
    const { saver: it } = saver(() => (broken ? Promise.reject(failure('io')) : save()));
    it.touch();
    await it.flush();
    broken = false;
    void it.flush();
    it.touch();
    expect(it.state).toMatchObject({ kind: 'failed', trying: true });
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state.kind).toBe('failed');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state.kind).toBe('saved');
  });

  it('leaves a conflict to the user, and goes on when that is decided', async () => {
    let code: Failure['code'] | null = 'conflict';
    const { saver: it, save } = saver(() => (code ? Promise.reject(failure(code)) : Promise.resolve(saved)));
    it.touch();
    await it.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(it.state.kind).toBe('failed');
    code = null;
    expect(await it.flush()).toBe(true);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save).toHaveBeenCalledTimes(3);
  });

  it('hands over what is written on in a conflict, though not at every pause', async () => {
    const { saver: it, save, states } = saver(() => Promise.reject(failure('conflict')));
    it.touch();
    await it.flush();
    states.length = 0;
    for (let at = 0; at < 2 * RETRY_MS; at += 500) {
      it.touch();
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(save).toHaveBeenCalledTimes(3);
    it.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(4);
    expect(new Set(states)).toEqual(new Set(['failed']));
  });

  it('rests when what is unsaved was given up, until there is input again', async () => {
    const { saver: it, save } = saver(() => Promise.reject(failure('io')));
    it.touch();
    await it.flush();
    it.rest();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    it.touch();
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('has nothing to do when nothing was changed', async () => {
    const { saver: it, save } = saver(() => Promise.resolve(saved));
    expect(await it.flush()).toBe(true);
    expect(save).not.toHaveBeenCalled();
  });
});
