"""Words, pictures and evidence: data only, read by path because importlib.resources is slow to start."""

from pathlib import Path

FOLDER = Path(__file__).parent
