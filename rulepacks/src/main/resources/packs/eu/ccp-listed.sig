plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: eu/ccp-listed
version: 1
hash: 0f76796a512ebfffaa31f830a923b49ffb653db5fdb5a0d9f91560b91921d058
signature: T+7oJH8hYMG5Y1akw+qF/Q4r8fLxFUgmW8NzfLaQnLfLKB5JngmelZON7Bg00LSArcqUAzO4nDoYv7NHP/jbCw==
