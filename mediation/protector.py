"""Protects a message before anything of it is stored: danger found, personal data masked."""

from mediation import minors
from mediation.answer import Urgent
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
        urgent, calm = self.watch(text)
        is_child = minors.is_child(text)
        is_kept = bool(masked.kinds) and (not is_child or minors.may_keep(masked.kinds))
        if is_child:
            urgent, calm = minors.for_child(urgent, calm)
        return Protected(
            masked=masked.text,
            clear=text if is_kept else None,
            masked_kinds=masked.kinds,
            urgent=urgent,
            calm=calm,
        )

    def watch(self, text: str) -> tuple[Urgent | None, str | None]:
        """Return the danger found in a text that will not be stored, and its calm sentence."""
        danger = self._detector.detect(text)
        return (danger.urgent, danger.calm) if danger else (None, None)
