package city.pishkhan.api.deployment;

import city.pishkhan.api.Refusal;
import city.pishkhan.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Effective configuration of the hub on this node, with the origin of each value: a file or a default. */
public interface EffectiveSettings {

    /**
     * One effective setting.
     *
     * @param pid     PID of the configuration
     * @param value   value with secrets masked and references to secrets unchanged; empty if there is none
     * @param source  the file's name, {@code default}, or {@code no file} for a value that was set in another way
     * @param usual   value that applies without a file; empty if there is none
     * @param meaning description in English; empty if there is none
     */
    record Setting(String pid, String key, String value, String source, String usual, String meaning) {}

    /**
     * Settings by PID and key.
     *
     * @param wanted a PID, a factory PID or a file's name; {@code null} for all configured ones
     * @throws Refusal NOT_FOUND {@code setting.unknown} if no component reads it
     */
    List<Setting> list(@Nullable String wanted);

    /** Present errors in the hub's configuration files, one line each: file, key, value, rule; without secrets. */
    List<Text> errors();
}
