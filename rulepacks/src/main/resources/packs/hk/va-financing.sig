plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: hk/va-financing
version: 1
hash: 674984268bf9f960e14a5c5d4778dc821d4047a6b1e67d1e9c635a8f5f57db12
signature: e0fbQO+gGU7uQePfL4RYLCpiusqNt342ZalI+T7xlQu6P/SgOY+65J9bBUKOGQSQsHPIK5mbANuFm1RjxtcsBQ==
