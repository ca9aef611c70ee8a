package city.pishkhan.demo.permits;

import java.util.Arrays;
import java.util.List;

/** Reads the table of {@code pishkhan:notice-list}: message, case, event and further columns. */
final class SentNotices {
    private static final int CASE = 1;
    private static final int EVENT = 2;

    private SentNotices() {}

    /** Returns the ids of the messages about an event of a case, one for each person. */
    static List<String> ids(String table, String number, String event) {
        return table.lines()
                .map(line ->
                        Arrays.stream(line.split("[│|]")).map(String::strip).toList())
                .filter(cells -> cells.size() > EVENT && matches(cells, number, event))
                .map(cells -> cells.get(0))
                .toList();
    }

    private static boolean matches(List<String> cells, String number, String event) {
        return cells.get(CASE).equals(number) && cells.get(EVENT).equals(event);
    }
}
