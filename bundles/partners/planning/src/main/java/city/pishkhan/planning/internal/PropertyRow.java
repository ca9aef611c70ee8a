package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.RenovationCode;
import java.math.BigDecimal;
import java.util.List;

/** The data of a property in one valid row. Uses and owners are sorted and distinct. */
record PropertyRow(
        long line,
        RenovationCode code,
        List<String> uses,
        int floors,
        int density,
        BigDecimal landArea,
        long regionalPrice,
        List<String> owners) {}
