plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/ccp-otc
version: 1
hash: 2cb4630f47360d3467ff01f193b1dac6ffc4f2608d3489115372b1ae6a744cd9
signature: trnqU7/pHxDxFnEm2bpVvmiPUfD8U6pOiKOBaEqlHvv+B59BjWzx3iRt734PR1wF0o2utlh4Z2Fknh6SVs43DA==
