plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: ae-du/margin-trading-retail
version: 1
hash: 7f8ef6619085399f2f82a0026965d6be6f1fc46517e0447f854e0dcd7a02c74b
signature: Yj8OVZw/NUXFmGvUyKJFdaU9m49uP+rzK1HAr4sXWgMwk9YwR90IXH+MhmdzXLbfv/y3m85Xp3rlGsqV/zjtCA==
