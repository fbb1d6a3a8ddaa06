"""Protects a message before anything of it is stored: danger found, personal data masked."""

from mediation.danger import DangerDetector
from mediation.masking import Masker
from mediation.protection import Protected


class TextProtector:
    """Implements `mediation.protection.Protector`."""

    def __init__(self, masker: Masker, detector: DangerDetector) -> None:
        self._masker = masker
        self._detector = detector

    def protect(self, text: str) -> Protected:
        """Return the masked text and the danger found, if any."""
        masked = self._masker.mask(text)
        danger = self._detector.detect(text)
        return Protected(
            masked=masked.text,
            clear=text if masked.kinds else None,
            masked_kinds=masked.kinds,
            urgent=danger.urgent if danger else None,
            calm=danger.calm if danger else None,
        )
