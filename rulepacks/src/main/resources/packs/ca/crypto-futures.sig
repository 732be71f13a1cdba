plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: ca/crypto-futures
version: 1
hash: da7f1596304dc73a564983316ce374064fdc0c8d77a9c566de0935069bd8b805
signature: LaEOVYwCc/QONXZUEXhGm8zaDQ/0hbO97QZDcPuNDALMzzoCvbaULJL80BqqBRBFDuyGnJLoUA+spEbTcbBIBw==
