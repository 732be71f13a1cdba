plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: ae-du/margin-trading-retail
version: 1
hash: ee0ac3a1eec3bd48191adbfdf907b432786f77b42d5d8f061279ac8ac0085060
signature: rwL/vBbjmIgjbHcouTGBfbM1qqkQprfXcs7D3jDTTYiT9uXCIakckCPm/nQ6G8YQhbJEwEiohTNZH8/OMWJ6Aw==
