plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: hk/perpetual-professional
version: 1
hash: 1f05a79ffd3606c167712aa067caf337e5fc77ef29083c03de1f6231327af4df
signature: b+GaaRmAhxiaxWqAljmYU1uMXareYMk+kYzVfblXEzydjzs/Sr/wy+YcZRdiuuBLJA+to3zoI8jI54yHb+CwAA==
