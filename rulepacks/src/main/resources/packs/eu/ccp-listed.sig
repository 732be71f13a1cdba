plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/ccp-listed
version: 1
hash: 9db02adea473885a59d46d5ed749a62add2c8c7505e3ee5c906fab06d3f51a01
signature: 9atvfCk/8PS0SCfNUdpqe5AZDdgT5w/vmabJjj0o5+vSCYKixDX3QnUFPYXLg5/mGBZCRSSwcl6iH9M6YW2pAg==
