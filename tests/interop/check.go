// Opens two checkpoints of a log and reads its tiles, with the note and tlog packages of golang.org/x/mod and nothing of ours:
// every hash is checked against the signed root, every record is proved to be in the tree, the later tree is proved to have
// grown from the earlier one.
//
//	go run check.go -log http://127.0.0.1:3000/log/xinxing -key name+hash+key -earlier FILE
package main

import (
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

var address = flag.String("log", "", "address of the log")

func main() {
	key := flag.String("key", "", "verifier key")
	earlier := flag.String("earlier", "", "file of an earlier checkpoint")
	flag.Parse()
	if err := check(*key, *earlier); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(key, earlier string) error {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	written, err := os.ReadFile(earlier)
	if err != nil {
		return err
	}
	old, err := open(written, verifier)
	if err != nil {
		return err
	}
	if written, err = get("checkpoint"); err != nil {
		return err
	}
	tree, err := open(written, verifier)
	if err != nil {
		return err
	}
	for _, one := range []tlog.Tree{old, tree} {
		if err := records(one); err != nil {
			return fmt.Errorf("at %d: %w", one.N, err)
		}
	}
	hashes, err := all(tree)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return err
	}
	fmt.Printf("ok %d grew to %d\n", old.N, tree.N)
	return nil
}

// The header is not that of Go's own database, so the three lines are read by hand.
func open(written []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(written, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// Every hash that the tiles hold, checked against the root while it is read.
func all(tree tlog.Tree) (tlog.HashReader, error) {
	indexes := make([]int64, tlog.StoredHashCount(tree.N))
	for i := range indexes {
		indexes[i] = int64(i)
	}
	hashes, err := tlog.TileHashReader(tree, tiles{}).ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	return tlog.HashReaderFunc(func(wanted []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(wanted))
		for i, index := range wanted {
			found[i] = hashes[index]
		}
		return found, nil
	}), nil
}

// Each record, from its bundle to the root.
func records(tree tlog.Tree) error {
	hashes, err := all(tree)
	if err != nil {
		return err
	}
	for first := int64(0); first < tree.N; first += 1 << height {
		tile := tlog.Tile{H: height, L: -1, N: first >> height, W: 1 << height}
		if tree.N-first < int64(tile.W) {
			tile.W = int(tree.N - first)
		}
		bundle, err := get(path(tile))
		if err != nil {
			return err
		}
		for i := int64(0); i < int64(tile.W); i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("the bundle of record %d is too short", first+i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2:end])
			bundle = bundle[end:]
			proof, err := tlog.ProveRecord(tree.N, first+i, hashes)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, first+i, leaf); err != nil {
				return fmt.Errorf("record %d %s: %w", first+i, base64.StdEncoding.EncodeToString(leaf[:]), err)
			}
		}
		if len(bundle) > 0 {
			return fmt.Errorf("the bundle after record %d is too long", first)
		}
	}
	return nil
}

type tiles struct{}

func (tiles) Height() int                     { return height }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		read, err := get(path(tile))
		if err != nil {
			return nil, err
		}
		data[i] = read
	}
	return data, nil
}

// tile/8/0/001 there is tile/0/001 here, and tile/8/data/001 is tile/entries/001.
func path(tile tlog.Tile) string {
	return strings.Replace(strings.Replace(tile.Path(), "tile/8/", "tile/", 1), "/data/", "/entries/", 1)
}

func get(path string) ([]byte, error) {
	answer, err := http.Get(*address + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
