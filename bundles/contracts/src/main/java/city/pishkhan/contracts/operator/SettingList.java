package city.pishkhan.contracts.operator;

import java.util.List;

/**
 * What counts of the hub's configuration on the node that answers.
 *
 * @param items    by PID and key
 * @param mistakes what is wrong in the files of {@code etc}, each in one line, in English
 */
public record SettingList(List<Setting> items, List<String> mistakes) {

    /**
     * One key.
     *
     * @param pid     whose, e.g. {@code city.pishkhan.agency~gas}
     * @param key     its name
     * @param value   what counts; secrets masked, references to them as they are; empty if there is none
     * @param source  name of the file that says it, {@code default}, or {@code no file} for what was set otherwise
     * @param usual   what counts without a file; empty if there is nothing
     * @param meaning in English; empty if nobody tells
     */
    public record Setting(String pid, String key, String value, String source, String usual, String meaning) {}
}
