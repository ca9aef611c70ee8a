package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import java.util.List;

/** Where a sheet stands in the hash tree over all that the archive has, as the journal sealed it last. The caller has checked that who asks may see the sheet. */
public interface SheetProofs {

    /**
     * The way from a sheet's hash to the root.
     *
     * @param root   as the journal has it, hex
     * @param index  the sheet's place in its group, of {@code size}
     * @param within siblings in its group, the deepest first
     * @param above  siblings above its group, the deepest first
     */
    record TreePath(String root, long index, long size, List<byte[]> within, List<byte[]> above) {
        public TreePath {
            within = List.copyOf(within);
            above = List.copyOf(above);
        }
    }

    /**
     * By the last root, and by the one before as long as it is kept: the last one's entry may not be under a seal yet.
     *
     * @throws Refusal UNAVAILABLE {@code sheet.not-sealed} for a sheet that came since, {@code sheet.unproved}
     */
    List<TreePath> paths(String sha256);
}
