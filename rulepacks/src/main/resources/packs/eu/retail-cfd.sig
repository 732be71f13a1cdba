plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/retail-cfd
version: 1
hash: be4973d4b5ff072b3449d2fd5d673f3e283d6925bb979f914fe933ec47383b99
signature: sGNQa3inasd+hOBbd3y03Z4MWnQLPEq+ZHryaQld14JlOVP/JlWsO0vWQIInYHhNUuq/394F4M5YTNaKjPFRDA==
