plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: us/cftc-dco
version: 1
hash: 7af0d020ee9a3f13c03f4d0c9b7698e4a2c773ef23f4773b21bfbddda0fc1f92
signature: LipahaFCPGZCiI+QnDNGPJ2PYMcVO3LtBSvXUF5wwnS+R7C3LUgYdGdbPVsHNdmao6GiMMrIiGL51HPYhxwYDQ==
