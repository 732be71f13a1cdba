plimsoll-pack-signature 1
key: 2502fe1f5d4075c6
pack: scenario/article-2025
version: 1
hash: 2ad0429808751ecec58ff6b48fcf81169b225dbab33c5832006a6bc45fc0d465
signature: Z/Dg+uEOol4X84OGO+LafO6Gjao6LN4Sb5OLbU9QXvIpUez1I8GnmHf+xthPJe0sXb7YxKUJV9CFGCeXYD1bAQ==
