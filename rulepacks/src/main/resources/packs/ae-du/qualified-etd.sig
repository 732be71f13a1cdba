plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: ae-du/qualified-etd
version: 1
hash: 77c90f58ebd9f6141833b79bd5dc44cc9be060c83ffd872745ccbdb8d90ee617
signature: mJqkfbSBFpMzPhRuFAJaVhVnBnW5XDerAVvYrouH+j2KJ3b7EidROYFkzPD7dPNPbusj/lsaXQ825DpPnZutCg==
