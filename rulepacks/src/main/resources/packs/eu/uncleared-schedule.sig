plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/uncleared-schedule
version: 1
hash: babe927280ddde2ae13ae466d8bbe93b4d58315415577ea8075dc2af130886d6
signature: DX2AXTLfG1hoXrUNkz/MC/d7k9wnRlVxTO3DWkCxOO+31xZI7RmMRZylk2sOWXwlAxBNyisAZeOoJ9afBhqbDg==
