plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: sg/retail-payment-token
version: 1
hash: 88fb27f845c1f5e9232f384898a7373ecc6564ef15f70533d461bd869cebdd22
signature: MpISW+Nz84CPFAXlDdqorl6+78ttYop7MhyOOmMSrzTxBHxjh1+k4yu1oflnqfFu2WHs8nM1+CIKqAgSdHkWDA==
