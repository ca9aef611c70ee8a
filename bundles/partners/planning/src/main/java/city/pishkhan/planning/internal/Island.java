package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.messages.Messages;
import city.pishkhan.planning.InvalidIslandFile;
import city.pishkhan.planning.IslandImport;

/**
 * The island that a file comes from.
 *
 * @param district number of the district, or 0 for the head office
 */
record Island(int district) {
    private static final Messages MESSAGES = Messages.of(Island.class);

    static Island parse(String text) {
        String clean = PersianText.compact(text);
        if (IslandImport.HEAD.equals(clean)) {
            return new Island(0);
        }
        if (clean != null && clean.matches("[0-9]{1,2}")) {
            int district = Integer.parseInt(clean);
            if (district >= 1 && district <= RenovationCode.DISTRICTS) {
                return new Island(district);
            }
        }
        throw new InvalidIslandFile(
                MESSAGES.text("island.unknown", clean, RenovationCode.DISTRICTS, IslandImport.HEAD));
    }

    boolean isHeadOffice() {
        return district == 0;
    }

    String name() {
        return isHeadOffice() ? IslandImport.HEAD : Integer.toString(district);
    }

    String source() {
        return isHeadOffice() ? "head" : "district";
    }
}
