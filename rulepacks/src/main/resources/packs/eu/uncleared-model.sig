plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/uncleared-model
version: 1
hash: 675d060d1166364ea0500d5453664f704030d4dcdb117f76c9132dd8d76a41aa
signature: kl5MdpaY0rZhdMoKhE+0Uz1I+SGXMvtNAZi1tFnNWhSba75+frGkcqrZt7pPoi7CXFXEQ1qyWOD94RScBd1WCA==
