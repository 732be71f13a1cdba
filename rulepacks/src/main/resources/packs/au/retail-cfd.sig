plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: au/retail-cfd
version: 1
hash: 38ec0649d38c3483c2b0ce742e9910f695d5705714d8c7f92b30180872b12132
signature: dbeP0fNmWP16a4q2pvzg1R/xHRsY9N6KbKNAU1SiIk3GBsV/DxMqzW0PVJR/Jo2vUPlQZ6sNECoC2OfbcAtgDA==
