package city.pishkhan.doors.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25", "۲۰۲۶-۱۱-۲۵", "٢٠٢٦-١١-٢٥", " 2026-11-25\u200f"})
    void parsesDateWithDigitsOfAnyScript(String typed) {
        assertEquals(LocalDate.of(2026, 11, 25), FieldCheck.day("from", typed, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "۲۲", "٢٢"})
    void parsesDistrictWithDigitsOfAnyScript(String typed) {
        assertEquals(22, FieldCheck.district("district", typed));
    }
}
