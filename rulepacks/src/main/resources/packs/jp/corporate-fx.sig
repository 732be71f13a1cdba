plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: jp/corporate-fx
version: 1
hash: 2fa953f40a3f216d2d4e0a34ddf99075f990d770c911d940dcfcf1834b987b3a
signature: jIsGvkn5M/Nwx5S+S8oh51Mze+def9hZ3cP2UHBIotU1Ka6uhLFKo2SZ3beqD996CJ5/gmFNbADH7B4Yaxf5Dw==
