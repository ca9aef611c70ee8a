package city.pishkhan.archive.sheets;

import city.pishkhan.persistence.Tx;
import java.util.HexFormat;

/** Records damaged and missing sheets in {@code archive.fault}. The bundle {@code keeping} journals and repairs them. */
public final class SheetFaults {
    private final Tx tx;

    public SheetFaults(Tx tx) {
        this.tx = tx;
    }

    /**
     * Records a fault in a separate transaction, unless the sheet already has an unrepaired fault in the same store.
     */
    public void record(String sha256, boolean copy, SheetIntegrity integrity) {
        tx.separate(sql -> sql.createUpdate(
                        "insert into archive.fault as f (sha256, copy, what, found)"
                                + " values (:sha256, :copy, :what, now()) on conflict (sha256, copy) do update"
                                + " set what = excluded.what, found = excluded.found, repaired = null, journaled = false where f.repaired is not null")
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .bind("copy", copy)
                .bind("what", integrity.code())
                .execute());
    }
}
