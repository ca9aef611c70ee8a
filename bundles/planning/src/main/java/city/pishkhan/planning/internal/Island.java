package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.planning.UnreadableIsland;

/**
 * Whose file it is.
 *
 * @param district 1 to 22, or 0 for the head office
 */
record Island(int district) {

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
        throw new UnreadableIsland(
                "There is no island '" + clean + "'; they are 1 to " + RenovationCode.DISTRICTS + " and "
                        + IslandImport.HEAD + ".",
                "چنین جزیره‌ای نداریم؛ 1 تا " + RenovationCode.DISTRICTS + " یا " + IslandImport.HEAD + ".");
    }

    boolean head() {
        return district == 0;
    }

    String name() {
        return head() ? IslandImport.HEAD : Integer.toString(district);
    }

    String source() {
        return head() ? "head" : "district";
    }
}
