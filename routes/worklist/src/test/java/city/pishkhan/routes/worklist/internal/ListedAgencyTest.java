package city.pishkhan.routes.worklist.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ListedAgencyTest {
    @Test
    void anAgencyHasAName() {
        assertEquals("article-100", ListedAgency.name("article-100"));
        for (String wrong : new String[] {null, "", "Article", "a&consumers=9", "-a"}) {
            assertThrows(IllegalArgumentException.class, () -> ListedAgency.name(wrong));
        }
    }
}
