plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/mica
version: 1
hash: 7221d01366cd9dfd6763ad21efb9cca072c37aa50f687e9d1d97948b25ebe23d
signature: yvI83EDQybzHKM8HjKKDM2LHPGxNRgvRTxggT/pmD5BsslTtQglkLTBVagHQQi/IW7/fbukvXSGCbh/7InRADA==
