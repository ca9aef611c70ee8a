package city.pishkhan.simulators.planning;

import java.math.BigDecimal;
import java.util.List;

/**
 * A property in the planning system.
 *
 * @param code     renovation code
 * @param uses     permitted uses
 * @param floors   permitted storeys
 * @param density  permitted floor area in percent of the land area
 * @param landArea land area in m²
 * @param price    regional value in rial per m²
 * @param owners   national or legal-person IDs
 */
record Parcel(
        String code, List<String> uses, int floors, int density, BigDecimal landArea, long price, List<String> owners) {

    static final String HEADER = "renovation_code,uses,floors,density,land_area,regional_price,owners";

    int district() {
        return Integer.parseInt(code.substring(0, code.indexOf('-')));
    }

    /** Formats the property as a row of an island's file. */
    String row() {
        return String.join(
                ",",
                code,
                String.join(";", uses),
                "" + floors,
                "" + density,
                landArea.toPlainString(),
                "" + price,
                String.join(";", owners));
    }

    /** Parses a row that begins with the columns of {@link #HEADER}; further columns are ignored. */
    static Parcel parse(String row) {
        String[] cells = row.split(",", -1);
        return new Parcel(
                cells[0],
                List.of(cells[1].split(";")),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                new BigDecimal(cells[4]),
                Long.parseLong(cells[5]),
                List.of(cells[6].split(";")));
    }
}
