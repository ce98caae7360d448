// What sounds: a loudspeaker that opens when somebody presses something, and samples that it plays. Nothing listens.

/**
 * From eight bits of a curve that is finer where it is soft (G.711's mu-law) to samples from -1 to 1.
 * @param {Int8Array} bytes
 */
const samples = (bytes) => Float32Array.from(bytes, (byte) => (Math.sign(byte) * (256 ** (Math.abs(byte) / 127) - 1)) / 255);

/**
 * A browser lets a page sound only after a key or a click, so the device opens at the first `open` or `play`.
 * @param {HTMLInputElement} [volume] a slider from 0 to 100; without one it is as loud as the sound
 */
function loudspeaker(volume) {
  /** @type {AudioContext | null} */
  let audio = null;
  /** @type {GainNode | null} */
  let master = null;
  const loudness = () => { if (master && volume) master.gain.value = (Number(volume.value) / 100) ** 2; };
  volume?.addEventListener("input", loudness);
  const own = {
    /** The device, and what to connect a sound to. */
    open() {
      audio ??= new AudioContext();
      if (!master) {
        master = audio.createGain();
        master.connect(audio.destination);
      }
      audio.resume();
      loudness();
      return { audio, into: master };
    },
    /** Its own clock, in seconds. */
    get time() { return audio ? audio.currentTime : 0; },
    /** @param {Float32Array} sound from -1 to 1 @param {number} rate samples a second */
    play(sound, rate) {
      const { audio: device, into } = own.open();
      const buffer = device.createBuffer(1, Math.max(1, sound.length), rate), source = device.createBufferSource();
      buffer.getChannelData(0).set(sound);
      source.buffer = buffer;
      source.connect(into);
      source.start();
      return { source, from: device.currentTime, seconds: buffer.duration };
    },
    close() { audio?.close(); },
  };
  return own;
}

/** For tests: how often something was played here, and the loudest sample of the last. @param {any} frame @param {Float32Array} [sound] */
function noted(frame, sound) {
  frame.dataset.played = Number(frame.dataset.played ?? 0) + 1;
  if (sound) frame.dataset.loud = sound.reduce((most, one) => Math.max(most, Math.abs(one)), 0).toFixed(3);
}
