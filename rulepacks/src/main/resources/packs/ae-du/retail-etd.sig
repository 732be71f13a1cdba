plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: ae-du/retail-etd
version: 1
hash: 5f31020c1cbf7e91435bd5c15c304c5481b5e47d7cf88dd64b47ebb104ca4b47
signature: pd+uGJwdiwxt4wJmPy7Cu+PjHAMmficxgwY4MsSUqq0iUBaXb9nL65E0c2wVKdf+sLswV75Gqlf0mlNaofGdAw==
