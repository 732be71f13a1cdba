plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: us/security-futures
version: 1
hash: a760fa46f03790fdf494da2231f1eb81e950db894dd1bd9a4789831d9bd939be
signature: qx17gIcF0c3eM9djWDo67WMOG0q2n/8nrNXEfm9sCvfW1Av+O8xfGDYp4IyIaJ4WjdIa7N792bOVgL6F/frKAg==
