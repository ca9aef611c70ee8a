package city.pishkhan.simulators.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests new years and leap days of the official calendar. */
class PersianDayTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-25,1405/09/04",
        "2026-03-20,1404/12/29",
        "2026-03-21,1405/01/01",
        "2025-03-20,1403/12/30",
        "2025-03-21,1404/01/01",
        "2021-03-20,1399/12/30",
        "2024-02-29,1402/12/10",
        "2026-09-22,1405/06/31",
        "2026-09-23,1405/07/01",
        "1979-02-11,1357/11/22",
        "1970-01-01,1348/10/11"
    })
    void convertsToPersianDate(LocalDate day, String persian) {
        assertEquals(persian, PersianDay.of(day));
    }
}
