"""How texts of the window are translated: `translate("Context", "Text")`, both written out.

`pyside6-lupdate` finds calls of this name. What belongs into a text is put in by `format`, and a
count by Qt: `translate("Context", "%n examples", "", count)`.
"""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
