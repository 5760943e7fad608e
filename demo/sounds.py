"""What the youngest play on the glockenspiel: small tunes made of numbers, as a WAV file."""

import io
import math
import struct
import wave

RATE = 11_025
NOTES = {
    "c": 523.25,
    "d": 587.33,
    "e": 659.25,
    "f": 698.46,
    "g": 783.99,
    "a": 880.0,
    "h": 987.77,
    "C": 1046.5,
    "-": 0.0,
}


def played(tune: str) -> bytes:
    """The tune, a letter a note («ccggaag-»), each a quarter of a second and fading as a struck bar does."""
    samples: list[float] = []
    length = RATE // 4
    for letter in tune:
        pitch = NOTES[letter]
        for n in range(length):
            fade = math.exp(-4.5 * n / length)
            angle = 2 * math.pi * pitch * n / RATE
            samples.append(fade * (0.7 * math.sin(angle) + 0.2 * math.sin(4 * angle)) if pitch else 0.0)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", int(sample * 24_000)) for sample in samples))
    return buffer.getvalue()
