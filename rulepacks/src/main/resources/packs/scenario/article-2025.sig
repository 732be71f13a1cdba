plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: scenario/article-2025
version: 1
hash: 4fb31c00bdb18f27fce62fc22b03848e92ac96acb856f9b80a0ce70d95b27ab3
signature: gTdEV+MZ0tVlF4c/fccroCXOWuUsepounVgdnhh3rVzjF42Gv7xJdLNlsjIqQPUlJofczGS/fmouOFqwvCwhCQ==
