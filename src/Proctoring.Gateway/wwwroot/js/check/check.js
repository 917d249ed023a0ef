// The check before the exam, from the camera to practice. Its steps go by themselves; only practice waits for the candidate.

import { openCamera } from '../camera.js';
import { number, t } from '../texts.js';
import { at, keepingFocus } from '../view/dom.js';
import { measureRoundTripMs, measureUploadMbits, neededMbits, slowAnswerMs } from './line.js';
import { beginPractice } from './practice.js';
import { preview } from './preview.js';
import { clearSteps, countBad, offerPractice, showOutcome, showStep } from './steps-view.js';

/** config: the server's settings; token: who the candidate is, or null. stop() closes the camera and whatever is under way. */
export function beginCheck(config, token) {
  const picture = preview();
  let over = false;
  let stream = null;
  let practice = null;

  /** A check that was left may still have a measurement under way; the next check's steps are not its business. */
  const show = (...result) => over || showStep(...result);

  async function run() {
    await checkCamera();
    await checkLine();
    if (over)
      return;
    if (stream)
      offer();
    else
      end('skipped', t('check.noCamera'));
  }

  async function checkCamera() {
    show('camera', 'running', t('check.camera.running'));
    try {
      stream = await openCamera(config);
      if (over)
        return stop();
      stream.getVideoTracks()[0].addEventListener('ended', () => showCameraProblem('lost'));
      await picture.show(stream);
      show('camera', 'good', t('check.camera.good'));
    } catch (error) {
      stream?.getTracks().forEach((track) => track.stop());
      stream = null;
      showCameraProblem(error.problem ?? 'unusable');
      show('light', 'skipped', t('check.noCamera'));
      return;
    }
    show('light', 'running', t('check.light.running'));
    const light = await picture.light();
    show('light', light === 'good' ? 'good' : 'bad', t(`check.light.${light}`));
  }

  /** The same advice as in the exam, except for the button that it names. */
  function showCameraProblem(problem) {
    show('camera', 'bad', t(`problem.${problem}`).replace(t('button.retry'), t('check.again')));
  }

  async function checkLine() {
    const needed = neededMbits(config.intervalMs);
    try {
      show('delay', 'running', t('check.delay.running'));
      const ms = await measureRoundTripMs();
      const quick = ms <= slowAnswerMs;
      show('delay', quick ? 'good' : 'bad', t(quick ? 'check.delay.good' : 'check.delay.slow', { ms: number(Math.max(1, ms)) }));

      show('upload', 'running', t('check.upload.running'));
      const measured = await measureUploadMbits(ms);
      const enough = measured >= needed;
      const figures = { measured: number(measured, 1), needed: number(needed, 1) };
      show('upload', enough ? 'good' : 'bad', t(enough ? 'check.upload.good' : 'check.upload.slow', figures));
    } catch {
      for (const step of document.querySelectorAll('#steps [data-step="delay"], #steps [data-step="upload"]'))
        if (step.dataset.result !== 'good')
          show(step.dataset.step, 'bad', t('check.unreachable'));
    }
  }

  function offer() {
    show('practice', 'waiting', t('practice.lead'));
    offerPractice('practice-start', 'practice-skip');
  }

  function tryPractice() {
    keepingFocus(() => offerPractice('practice-end'), () => at('practice-end'));
    practice = beginPractice(stream, token, ({ tried, problem }) => {
      practice = null;
      if (problem)
        end('skipped', t('practice.failed', { problem: t(`problem.${problem}`) }));
      else
        end(tried ? 'good' : 'skipped', tried ? t('practice.good') : '');
    });
  }

  function end(result, advice) {
    keepingFocus(() => {
      offerPractice();
      show('practice', result, advice);
      showOutcome(countBad());
    }, () => at('outcome'));
  }

  function stop() {
    over = true;
    practice?.stop();
    picture.hide();
    stream?.getTracks().forEach((track) => track.stop());
  }

  clearSteps();
  offerPractice();
  at('practice-start').onclick = tryPractice;
  at('practice-skip').onclick = () => end('skipped', '');
  at('practice-end').onclick = () => practice?.finish();
  run();
  return { stop };
}
