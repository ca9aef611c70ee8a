package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import java.util.List;

/**
 * Positions of sheets in the hash tree of all sheets of the archive, as the journal last sealed it. The caller has checked that
 * the user may see the sheet.
 */
public interface SheetProofs {

    /**
     * The path from a sheet's hash to the root of the tree. Sheets are hashed in groups, and the tree above combines
     * the hashes of the groups.
     *
     * @param root   root hash in the journal, hex
     * @param index  the sheet's index in its group
     * @param size   number of sheets in the group
     * @param within sibling hashes in the group, the deepest first
     * @param above  sibling hashes above the group, the deepest first
     */
    record TreePath(String root, long index, long size, List<byte[]> within, List<byte[]> above) {
        public TreePath {
            within = List.copyOf(within);
            above = List.copyOf(above);
        }
    }

    /**
     * Paths to the latest root and, while it is kept, to the previous root. Both are returned because the latest root's
     * journal entry may not be sealed yet.
     *
     * @throws Refusal UNAVAILABLE {@code sheet.not-sealed} for a sheet that was stored after the last seal, {@code
     *     sheet.unproved} if the stored hashes do not match the sealed tree
     */
    List<TreePath> paths(String sha256);
}
