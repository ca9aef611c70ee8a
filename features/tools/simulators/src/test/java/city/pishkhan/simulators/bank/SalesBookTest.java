package city.pishkhan.simulators.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of the sales follows from the ledger's lines. */
class SalesBookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** a reference of the year 2040, which the clock cannot have generated yet */
    private static final long REFERENCE = 220_903_200_000L;

    private final SalesBook book = new SalesBook();

    private void line(String kind, String members) throws IOException {
        book.replay(JSON.readTree(("{'kind':'" + kind + "','order':7,'bankTime':'2026-03-21T08:00:00Z',"
                        + "'at':'2026-03-21T08:00:01Z'," + members + "}")
                .replace('\'', '"')));
    }

    private Sale paid() throws IOException {
        line("opened", "'id':'A1','amount':1000000,'callback':'http://hub/pay'");
        line("paid", "'reference':" + REFERENCE);
        return book.order(7);
    }

    @Test
    void paidSaleIsPendingUntilSettled() throws IOException {
        Sale sale = paid();
        assertSame(sale, book.session("A1"));
        assertEquals(List.of(sale), book.running());
        line("verify", "'code':'0','scripted':false");
        line("settle", "'code':'0','scripted':false");
        assertEquals("settled", sale.state());
        assertEquals(List.of(), book.running());
    }

    @Test
    void scriptedOrRejectedCallsChangeNoState() throws IOException {
        Sale sale = paid();
        line("verify", "'code':'0','scripted':true");
        line("verify", "'code':'34','scripted':false");
        assertEquals("paid", sale.state());
        assertEquals(2, ((List<?>) sale.shown().get("calls")).size());
    }

    @Test
    void referencesAreUnique() throws IOException {
        paid();
        Sale next = new Sale("B2", "4711", 8, 1_000, "http://hub/pay", Instant.EPOCH);
        book.add(next);
        book.pay(next, Instant.EPOCH);
        assertEquals(REFERENCE + 1, next.reference);
    }

    @Test
    void lapsedSaleIsReversedByItself() throws IOException {
        Sale sale = paid();
        line("lapsed", "'id':'A1'");
        assertEquals("reversed", sale.state());
        assertTrue((boolean) sale.shown().get("byItself"));
        assertNull(book.order(8));
    }
}
