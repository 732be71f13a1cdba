plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: sg/retail-payment-token
version: 1
hash: 24def6ab35fe99262601601c8fcee424387f91f05f1a01f951dadf7de2bf62e6
signature: hB3DRk9tXd3vnKDHe+DipBNl+PXccP5z/+HPuRS98B3EdKxVexyl6hprpumiazgntrqZWKJhcYHbETUFOW00Cw==
