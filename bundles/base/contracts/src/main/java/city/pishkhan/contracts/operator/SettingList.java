package city.pishkhan.contracts.operator;

import java.util.List;

/**
 * Effective configuration of the answering node.
 *
 * @param items    keys, sorted by PID and key
 * @param mistakes faults in the files of {@code etc}, one line each, in English
 */
public record SettingList(List<Setting> items, List<String> mistakes) {

    /**
     * One key.
     *
     * @param pid     PID of the configuration, e.g. {@code city.pishkhan.agency~gas}
     * @param key     name of the key
     * @param value   effective value; secrets are masked, references to secrets are shown; empty if there is none
     * @param source  name of the file that sets it, {@code default}, or {@code no file} if it was set otherwise
     * @param usual   default value; empty if there is none
     * @param meaning meaning, in English; empty if undocumented
     */
    public record Setting(String pid, String key, String value, String source, String usual, String meaning) {}
}
