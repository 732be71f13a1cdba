plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: us/portfolio-margin
version: 1
hash: ec0040a80f5ee3ee3e09873d5dbbbfdbc8e79588eaacc4a01228d0caa499660e
signature: DwbKAhxeomAPdQyy84ACPiZId265HYEm5u7xRAIXgcfu/Uc+5wMNH8FiacdcOrAsbQdrSlmO7M6PpdabpG3/Cw==
