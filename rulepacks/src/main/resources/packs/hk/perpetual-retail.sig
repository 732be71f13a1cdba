plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: hk/perpetual-retail
version: 1
hash: a686095a267a2700c7d04d33b2d29892f84dce5705fc3cca9670f09d9aeab3c4
signature: 3zcTpLBx+rIwWowTrLK35yYtB2YjpBeBhaf0LYD+pkc6Fw/1MYVAVowu4EReCl9n6+oT96+C37VoYabwJ/L3Ag==
