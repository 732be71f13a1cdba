plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: us/cftc-dco
version: 1
hash: 971114d2e322c5706427d6a7ab34afe2b9e4876d06e416422b51cb1b918f8253
signature: Y/c5QbucK/1mz174RDHsUAXeyIni6+GsYD/4RED7cJfohGqJB5ttUBfr+DYjxv85WyVIrjF1aM4Pn4huhu+yCw==
