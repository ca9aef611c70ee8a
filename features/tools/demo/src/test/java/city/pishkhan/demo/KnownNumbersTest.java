package city.pishkhan.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the file of mobile numbers in the demo city's register. */
class KnownNumbersTest {
    private static final Path FILE = Path.of("../../../etc/demo/numbers.csv");

    @Test
    void eachKnownMobileHasOneOwner() throws Exception {
        List<Map<String, String>> all = KnownNumbers.read(FILE);
        // login that the documentation gives to users of the citizens' pages
        assertTrue(all.contains(Map.of("mobile", "09022002580", "nationalId", "0499370899")), all::toString);
        assertEquals(
                all.size(),
                all.stream().map(one -> one.get("mobile")).distinct().count());
        all.forEach(one -> {
            assertTrue(one.get("mobile").matches("09\\d{9}"), one::toString);
            assertTrue(one.get("nationalId").matches("\\d{10}"), one::toString);
        });
    }
}
