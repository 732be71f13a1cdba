plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/uncleared-schedule
version: 1
hash: 47928eb378409d6949ef9f1adb5d95da435b5d0d2cb21919edcb6047d316fedd
signature: fYAa7Pkzr3j/odWGHHClfhe7YLj39FVi4R7yjUOx8imP/I7l5+vspYU8YbaDm9N85fUnSyEwBoA3kLvSzUPtDw==
