plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/retail-cfd
version: 1
hash: 731a4777bab0052691468cb7eb75f7206bbe19b68ce87d32d2f0e10433e70d2a
signature: Uf5CL3LnwVJREFiN06Oz04c95sW13Nb34BLJM/eIynX/frKRekoblruhhLruDt5jZ4sAo4F4Jb/8gSThXtAKAA==
