package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.RenovationCode;
import java.math.BigDecimal;
import java.util.List;

/** What one valid row of an island says of one property. Uses and owners are sorted and without repetition. */
record PropertyRow(
        long line,
        RenovationCode code,
        List<String> uses,
        int floors,
        int density,
        BigDecimal landArea,
        long regionalPrice,
        List<String> owners) {}
