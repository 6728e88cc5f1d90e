"""How texts are translated: `translate("Walkthrough", "A whole sentence with {name}.")`."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
