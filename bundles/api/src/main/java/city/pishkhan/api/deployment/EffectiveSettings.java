package city.pishkhan.api.deployment;

import city.pishkhan.api.Refusal;
import java.util.List;

/** What counts of the hub's configuration on this node, and why: its files, or what counts without them. */
public interface EffectiveSettings {

    /**
     * One key as it counts.
     *
     * @param pid     whose
     * @param value   secrets masked, references to them as they are; empty if there is none
     * @param source  the file's name, {@code default}, or {@code no file} for what was set otherwise
     * @param usual   what counts without a file; empty if there is nothing
     * @param meaning in English; empty if nobody tells
     */
    record Setting(String pid, String key, String value, String source, String usual, String meaning) {}

    /**
     * By PID and key.
     *
     * @param wanted a PID, a factory PID or a file's name; {@code null} for all that are configured
     * @throws Refusal NOT_FOUND {@code setting.unknown} if no component reads it
     */
    List<Setting> all(String wanted);

    /** What is wrong in the hub's files now, each in one line: file, key, value, rule; without secrets. */
    List<String> mistakes();
}
