plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/ccp-listed-gross
version: 1
hash: 587b44d8f0ebd30b1b36a0aad6094210c280cc1b6728c0cafec484348d98eccc
signature: mQbYOvtelb6lxpWlTOR8PNUpnmmDO9I0OY2+I/T9GHTNriNY/V2izrQhgTUjaupGIhNuZKhqLMx9mgjmWLh/BA==
