# NSIS's recipe of the setup program for Windows. packaging/windows.py runs it, and passes every
# name, version and path that is not in here. It has been run under Wine, not yet on Windows.

Unicode true
ManifestDPIAware true
# For one person, without an administrator: in a school or an office that is all one may do, and
# what is removed again is that person's. Setup programs that ask for more are refused more often.
RequestExecutionLevel user
# File by file, not /SOLID: a library of TensorFlow of 1 GB is most of the bundle, and the others
# press 3% smaller together. For that, setup would write everything twice, and NSIS's limit of 2 GB
# would hold for the files as they are, not pressed. The compiler takes ten times the dictionary.
SetCompressor lzma
SetCompressorDictSize 32

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define PROG_ID "${TITLE}.Network"
!define CLASSES "Software\Classes"
!define INSTALLED "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
# The folder will be on the PATH, where a plain "uninstall" should not be found.
!define UNINSTALLER "uninstall-${PROGRAM}.exe"
!define ICON_NAME "${PROGRAM}.ico"
!define FILE_ICON_NAME "${PROGRAM}-file.ico"

Name "${TITLE}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "${INSTALLED}" "InstallLocation"

VIProductVersion "${FOUR_NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${TITLE}: ${SUMMARY}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${PUBLISHER}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW_PROGRAM}.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

# Windows' language is taken if it is among these, else the first.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_LANGUAGE "PortugueseBR"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"

LangString RUNS ${LANG_ENGLISH} "${TITLE} is running. Close it, then try again."
LangString RUNS ${LANG_GERMAN} "${TITLE} läuft gerade. Bitte schließen und dann wiederholen."
LangString RUNS ${LANG_SPANISH} "${TITLE} se está ejecutando. Ciérrelo y vuelva a intentarlo."
LangString RUNS ${LANG_FRENCH} "${TITLE} est en cours d'exécution. Fermez-le, puis réessayez."
LangString RUNS ${LANG_JAPANESE} "${TITLE} が実行中です。終了してから、もう一度お試しください。"
LangString RUNS ${LANG_PORTUGUESEBR} "${TITLE} está em execução. Feche-o e tente novamente."
LangString RUNS ${LANG_SIMPCHINESE} "${TITLE} 正在运行。请将其关闭，然后重试。"
LangString RUNS ${LANG_TRADCHINESE} "${TITLE} 正在執行。請將其關閉，然後重試。"

LangString OLD ${LANG_ENGLISH} "${TITLE} needs 64-bit Windows 10 or newer."
LangString OLD ${LANG_GERMAN} "${TITLE} braucht 64-Bit-Windows 10 oder neuer."
LangString OLD ${LANG_SPANISH} "${TITLE} necesita Windows 10 de 64 bits o posterior."
LangString OLD ${LANG_FRENCH} "${TITLE} nécessite Windows 10 64 bits ou plus récent."
LangString OLD ${LANG_JAPANESE} "${TITLE} には 64 ビットの Windows 10 以降が必要です。"
LangString OLD ${LANG_PORTUGUESEBR} "${TITLE} requer o Windows 10 de 64 bits ou mais recente."
LangString OLD ${LANG_SIMPCHINESE} "${TITLE} 需要 64 位 Windows 10 或更高版本。"
LangString OLD ${LANG_TRADCHINESE} "${TITLE} 需要 64 位元 Windows 10 或更新版本。"

LangString DESKTOP ${LANG_ENGLISH} "Shortcut on the desktop"
LangString DESKTOP ${LANG_GERMAN} "Verknüpfung auf dem Desktop"
LangString DESKTOP ${LANG_SPANISH} "Acceso directo en el escritorio"
LangString DESKTOP ${LANG_FRENCH} "Raccourci sur le bureau"
LangString DESKTOP ${LANG_JAPANESE} "デスクトップのショートカット"
LangString DESKTOP ${LANG_PORTUGUESEBR} "Atalho na área de trabalho"
LangString DESKTOP ${LANG_SIMPCHINESE} "桌面快捷方式"
LangString DESKTOP ${LANG_TRADCHINESE} "桌面捷徑"

LangString COMMAND ${LANG_ENGLISH} "Command '${PROGRAM}' in the terminal (PATH)"
LangString COMMAND ${LANG_GERMAN} "Befehl '${PROGRAM}' im Terminal (PATH)"
LangString COMMAND ${LANG_SPANISH} "Comando '${PROGRAM}' en la terminal (PATH)"
LangString COMMAND ${LANG_FRENCH} "Commande '${PROGRAM}' dans le terminal (PATH)"
LangString COMMAND ${LANG_JAPANESE} "ターミナルの '${PROGRAM}' コマンド (PATH)"
LangString COMMAND ${LANG_PORTUGUESEBR} "Comando '${PROGRAM}' no terminal (PATH)"
LangString COMMAND ${LANG_SIMPCHINESE} "终端中的 '${PROGRAM}' 命令 (PATH)"
LangString COMMAND ${LANG_TRADCHINESE} "終端機中的 '${PROGRAM}' 命令 (PATH)"

# What setup and its uninstaller both do; the functions of the latter begin with "un.".
!macro SHARED un

# Goes on when no program in the folder $R0 runs: Windows lets nobody write to one that does.
Function ${un}WaitUntilClosed
  again:
  StrCpy $R1 ""
  ${If} ${FileExists} "$R0\${PROGRAM}.exe"
    FileOpen $R1 "$R0\${PROGRAM}.exe" a
    ${If} $R1 == ""
      Goto runs
    ${EndIf}
    FileClose $R1
  ${EndIf}
  ${If} ${FileExists} "$R0\${WINDOW_PROGRAM}.exe"
    FileOpen $R1 "$R0\${WINDOW_PROGRAM}.exe" a
    ${If} $R1 == ""
      Goto runs
    ${EndIf}
    FileClose $R1
  ${EndIf}
  Return
  runs:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNS)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
FunctionEnd

# Takes $INSTDIR off the person's PATH wherever it is and, if $R0 is "add", puts it at the end.
# NSIS's own strings end after 1024 characters, which would cut off a longer PATH: so this happens
# in memory of the system, by its functions. %NAMES% in it stay as they are.
Function ${un}EditPath
  System::Call 'advapi32::RegCreateKeyExW(p 0x80000001, w "Environment", i 0, p 0, i 0, \
    i 0x2001F, p 0, *p .r1, p 0) i .r0'
  ${If} $0 <> 0
    Return
  ${EndIf}
  System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, *i .r2, p 0, *i .r3) i .r0'
  ${If} $0 = 2 # There is none yet: it becomes REG_EXPAND_SZ, 2 as well.
    StrCpy $2 2
    StrCpy $3 0
  ${ElseIf} $0 <> 0
  ${OrIf} $2 < 1
  ${OrIf} $2 > 2
    System::Call 'advapi32::RegCloseKey(p r1)'
    Return
  ${EndIf}
  # $6 is ";PATH;", $7 its PATH; with room for our folder and zeros behind.
  StrCpy $8 ";$INSTDIR;"
  StrLen $4 $8
  IntOp $5 $4 * 2
  IntOp $5 $5 + $3
  IntOp $5 $5 + 16
  System::Alloc $5
  Pop $6
  IntPtrOp $7 $6 + 2
  System::Call 'kernel32::lstrcpyW(p r6, w ";")'
  System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, p 0, p r7, *i r3) i .r0'
  System::Call 'kernel32::lstrcatW(p r6, w ";")'
  IntOp $4 $4 - 1
  IntOp $4 $4 * 2
  ${Do}
    System::Call 'shlwapi::StrStrIW(p r6, w r8) p .r9'
    ${If} $9 P= 0
      ${Break}
    ${EndIf}
    IntPtrOp $R1 $9 + $4 # the rest, from the last ";" on
    System::Call 'kernel32::lstrlenW(p R1) i .r0'
    IntOp $0 $0 + 1
    IntOp $0 $0 * 2
    System::Call 'kernel32::RtlMoveMemory(p r9, p R1, p r0)'
  ${Loop}
  System::Call 'kernel32::lstrlenW(p r7) i .r0'
  ${If} $0 > 0 # without the last ";"
    IntOp $0 $0 - 1
    IntOp $0 $0 * 2
    IntPtrOp $R1 $7 + $0
    System::Call '*$R1(&i2 0)'
  ${EndIf}
  ${If} $R0 == "add"
    System::Call 'kernel32::lstrlenW(p r7) i .r0'
    ${If} $0 > 0
      IntOp $0 $0 - 1
      IntOp $0 $0 * 2
      IntPtrOp $R1 $7 + $0
      System::Call '*$R1(&i2 .r0)'
      ${If} $0 <> 59 # ";"
        System::Call 'kernel32::lstrcatW(p r7, w ";")'
      ${EndIf}
    ${EndIf}
    StrCpy $8 $INSTDIR # in a register it may have any character
    System::Call 'kernel32::lstrcatW(p r7, w r8)'
  ${EndIf}
  System::Call 'kernel32::lstrlenW(p r7) i .r0'
  ${If} $0 > 0
    IntOp $0 $0 + 1
    IntOp $0 $0 * 2
    System::Call 'advapi32::RegSetValueExW(p r1, w "Path", i 0, i r2, p r7, i r0)'
  ${Else}
    System::Call 'advapi32::RegDeleteValueW(p r1, w "Path")'
  ${EndIf}
  System::Free $6
  System::Call 'advapi32::RegCloseKey(p r1)'
  # New terminals have it without logging in again.
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
FunctionEnd

# Explorer shows new icons and programs at once.
Function ${un}TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd

!macroend
!insertmacro SHARED ""
!insertmacro SHARED "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

# Removes what an earlier setup installed, in the folder $R0 of whatever name.
Function RemoveEarlier
  ${If} $R0 == ""
  ${OrIfNot} ${FileExists} "$R0\${UNINSTALLER}"
    Return
  ${EndIf}
  Call WaitUntilClosed
  # With _?= it does not go on from a copy of itself, so that it can be waited for.
  ExecWait '"$R0\${UNINSTALLER}" /S _?=$R0' $R1
  ${If} $R1 <> 0
    SetErrorLevel 2
    Abort
  ${EndIf}
  Delete "$R0\${UNINSTALLER}"
  RMDir "$R0"
FunctionEnd

Section "-${TITLE}"
  ReadRegStr $R0 HKCU "${INSTALLED}" "InstallLocation"
  # Our files do not mix with others: where something is already, they get a folder of their own.
  StrLen $R1 "\${TITLE}"
  StrCpy $R1 $INSTDIR "" -$R1
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIf} $INSTDIR != $R0
  ${AndIf} $R1 != "\${TITLE}"
    StrCpy $INSTDIR "$INSTDIR\${TITLE}"
  ${EndIf}
  Call RemoveEarlier
  StrCpy $R0 $INSTDIR
  Call WaitUntilClosed

  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  WriteRegStr HKCU "${INSTALLED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${INSTALLED}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${INSTALLED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${INSTALLED}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${INSTALLED}" "DisplayIcon" "$INSTDIR\${ICON_NAME}"
  WriteRegStr HKCU "${INSTALLED}" "URLInfoAbout" "${HOMEPAGE}"
  WriteRegStr HKCU "${INSTALLED}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${INSTALLED}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${INSTALLED}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${INSTALLED}" "NoModify" 1
  WriteRegDWORD HKCU "${INSTALLED}" "NoRepair" 1

  File /r "${BUNDLE}\*.*"
  File "/oname=${ICON_NAME}" "${ICON}"
  File "/oname=${FILE_ICON_NAME}" "${FILE_ICON}"

  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${WINDOW_PROGRAM}.exe" "" \
    "$INSTDIR\${ICON_NAME}" 0 SW_SHOWNORMAL "" "${SUMMARY}"

  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${PROG_ID}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "Content Type" "${MIME_TYPE}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROG_ID}" ""
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}" "" "${FILE_TITLE}"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\DefaultIcon" "" "$INSTDIR\${FILE_ICON_NAME}"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\shell\open\command" "" \
    '"$INSTDIR\${WINDOW_PROGRAM}.exe" --desktop "%1"'
  Call TellExplorer
SectionEnd

Section "$(COMMAND)"
  StrCpy $R0 "add"
  Call EditPath
SectionEnd

Section /o "$(DESKTOP)"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${WINDOW_PROGRAM}.exe" "" \
    "$INSTDIR\${ICON_NAME}" 0 SW_SHOWNORMAL "" "${SUMMARY}"
SectionEnd

Section "Uninstall"
  StrCpy $R0 $INSTDIR
  Call un.WaitUntilClosed
  StrCpy $R0 "remove"
  Call un.EditPath

  ReadRegStr $R1 HKCU "${CLASSES}\${SUFFIX}" ""
  ${If} $R1 == "${PROG_ID}" # and no other program's
    DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" ""
    DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" "Content Type"
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROG_ID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}"
  DeleteRegKey HKCU "${CLASSES}\${PROG_ID}"
  Call un.TellExplorer

  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  # Each of our files by its name: what others put here stays.
  !include "${REMOVAL}"
  Delete "$INSTDIR\${ICON_NAME}"
  Delete "$INSTDIR\${FILE_ICON_NAME}"
  Delete "$INSTDIR\${UNINSTALLER}"
  SetOutPath "$TEMP" # a folder that is the current one cannot be removed
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${INSTALLED}"
SectionEnd
