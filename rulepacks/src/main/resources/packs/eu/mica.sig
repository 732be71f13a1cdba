plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/mica
version: 1
hash: 58ae0a86feed2dbce4082b488a7700c0c332c67c6ef0ce1eeb63aa8a6c065973
signature: ip2fl9kXBkl8RpJmNqqM+VeWyrlDo7/rmG+4u6pco1Vp1Q6GmIj7skofKM2BwZiFSNMHv1L6sdz5L7Lu0goLAA==
