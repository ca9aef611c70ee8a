package city.pishkhan.proofs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SealedNodesTest {

    @Test
    void storedNodesProveEntriesAndConsistency() {
        TestJournal journal = TestJournal.create(5, 60);
        for (Sealed sealed : journal.seals) {
            Seal seal = sealed.seal();
            byte[] root = Hashes.bytes(seal.root());
            for (Entry e : journal.entries) {
                if (e.sequence() != null && e.sequence() <= seal.to()) {
                    var path = Merkle.inclusion(journal.nodes(), e.sequence() - 1, seal.to());
                    byte[] leaf = Merkle.leaf(Hashes.bytes(e.hash()));
                    assertTrue(Merkle.isIncluded(leaf, e.sequence() - 1, seal.to(), path, root));
                }
            }
            var proof = Merkle.consistency(
                    journal.nodes(), seal.to(), journal.last().to());
            assertTrue(Merkle.isConsistent(
                    seal.to(),
                    root,
                    journal.last().to(),
                    Hashes.bytes(journal.last().root()),
                    proof));
        }
    }
}
