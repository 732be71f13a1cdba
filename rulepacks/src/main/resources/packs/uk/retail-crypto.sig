plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: uk/retail-crypto
version: 1
hash: ee0e519d8b70326c3bd4367aa0fab70153c48da7e43107d010fabe81d1b59db4
signature: JN7JWCw9Jc1RJtPLtLSmtul8x7uKBylceI88a+NH+Rm6Ym/9VaPl84mhnvVnnCXo5Cs+kiGZwBehDPkFEI/UDA==
