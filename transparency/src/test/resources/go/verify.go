// Verifies a C2SP tlog-tiles log with golang.org/x/mod/sumdb, which shares no code with Plimsoll:
// the signature of each head, every entry under the last root, the last head's consistency with
// each earlier one, and a proof file. Arguments: folder, key, file of earlier heads, proof, entry.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Println("FAIL", what, err)
		os.Exit(1)
	}
}

type files struct{ folder string }

func (f files) Height() int { return 8 }

func (f files) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// The layout names no height, and a full tile may stand for a partial one.
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(f.folder, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			full := tile
			full.W = 256
			data, err = os.ReadFile(filepath.Join(f.folder, strings.Replace(full.Path(), "tile/8/", "tile/", 1)))
			if err != nil {
				return nil, err
			}
			data = data[:tile.W*tlog.HashSize]
		}
		all = append(all, data)
	}
	return all, nil
}

func head(text []byte, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err, "key")
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err, "signature")
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	root, err := tlog.ParseHash(lines[2])
	must(err, "root")
	return tlog.Tree{N: size, Hash: root}
}

func entries(folder string, size int64) [][]byte {
	var all [][]byte
	for bundle := int64(0); bundle*256 < size; bundle++ {
		tile := tlog.Tile{H: 8, L: -1, N: bundle, W: 256}
		name := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			data, err = os.ReadFile(filepath.Join(folder, fmt.Sprintf("%s.p/%d", name, size%256)))
			must(err, "bundle")
		}
		for len(data) > 0 && int64(len(all)) < size {
			n := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+n])
			data = data[2+n:]
		}
	}
	return all
}

func main() {
	folder, key := os.Args[1], os.Args[2]
	checkpoint, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	must(err, "checkpoint")
	tree := head(checkpoint, key)
	reader := tlog.TileHashReader(tree, files{folder})
	all := entries(folder, tree.N)
	for from := 0; from < len(all); from += 4096 {
		to := from + 4096
		if to > len(all) {
			to = len(all)
		}
		var indexes []int64
		for i := from; i < to; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, int64(i)))
		}
		hashes, err := reader.ReadHashes(indexes)
		must(err, "hashes")
		for i, hash := range hashes {
			if hash != tlog.RecordHash(all[from+i]) {
				fmt.Println("FAIL entry", from+i, "hash")
				os.Exit(1)
			}
		}
	}
	earlier, err := os.ReadFile(os.Args[3])
	must(err, "earlier heads")
	heads := 0
	for _, one := range strings.Split(string(earlier), "\n===\n") {
		if strings.TrimSpace(one) == "" {
			continue
		}
		old := head([]byte(one), key)
		proof, err := tlog.ProveTree(tree.N, old.N, reader)
		must(err, "consistency")
		must(tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash), "consistency")
		heads++
	}
	file, err := os.ReadFile(os.Args[4])
	must(err, "proof")
	entry, err := os.ReadFile(os.Args[5])
	must(err, "entry")
	parts := strings.SplitN(string(file), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	must(err, "index")
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		bytes, err := base64.StdEncoding.DecodeString(line)
		must(err, "path")
		var hash tlog.Hash
		copy(hash[:], bytes)
		path = append(path, hash)
	}
	signed := head([]byte(parts[1]), key)
	must(tlog.CheckRecord(path, signed.N, signed.Hash, index, tlog.RecordHash(entry)), "inclusion")
	fmt.Printf("OK %d entries, %d earlier heads, entry %d\n", tree.N, heads, index)
}
