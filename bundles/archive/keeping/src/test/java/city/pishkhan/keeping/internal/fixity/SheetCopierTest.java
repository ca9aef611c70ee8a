package city.pishkhan.keeping.internal.fixity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Tests that new sheets are copied to the second copy in spite of failures. */
class SheetCopierTest extends FixityTestBed {

    private static SheetStore failing(SheetStore copy, Exception failure) {
        return new FixityCycleTest.Broken(copy) {
            @Override
            public Stored put(InputStream content) throws IOException {
                if (failure instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    void queuesNoSheetsWithoutCopy() throws IOException {
        sheet("1");
        assertEquals(0, waiting());
        copier.setEnabled(true);
        sheet("2");
        assertEquals(1, waiting());
        copier.setEnabled(true);
        assertEquals(1, waiting());
        copier.setEnabled(false);
        assertEquals(0, waiting());
    }

    @Test
    void copiesEachNewSheetOnce() throws IOException {
        copier.setEnabled(true);
        String one = sheet("1");
        String two = sheet("2".getBytes(), -4L);
        assertEquals(2, copier.copy(store, copy));
        assertTrue(copy.contains(one) && copy.contains(two));
        assertEquals(0, copier.copy(store, copy));
    }

    @Test
    void keepsSheetQueuedIfCopyFails() throws IOException {
        copier.setEnabled(true);
        String one = sheet("1");
        assertThrows(PartnerUnavailable.class, () -> copier.copy(store, failing(copy, new PartnerUnavailable("away"))));
        assertEquals(0, copier.copy(store, failing(copy, new IOException("No space left on device"))));
        assertEquals(1, waiting());
        assertEquals(1, copier.copy(store, copy));
        assertTrue(copy.contains(one));
    }

    @Test
    void doesNotCopyDamagedSheet() throws IOException {
        copier.setEnabled(true);
        String one = sheet("1");
        damage("archive", one);
        assertEquals(1, copier.copy(store, copy));
        assertFalse(copy.contains(one));
    }
}
