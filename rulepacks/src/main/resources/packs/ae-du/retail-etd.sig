plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: ae-du/retail-etd
version: 1
hash: 6238ceef5e8310795b0648f6ac9af03534cea91e4a83636f86cff3a4ddfc6e6c
signature: GiUArovYKYVMU8XiCDS7p7n6ELgPvHk8ofmmGe4ohCLFz63x9Bwmw4gEj1Nj+F7L+vHm6By6d4jn9SlLI/KcDw==
