package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Health of the answering node, as in {@code /health/ready}. The texts are for operators.
 *
 * @param up       {@code true} if the node can serve requests
 * @param checks   checks, sorted by name
 * @param warnings warnings, sorted by check
 */
public record NodeHealth(boolean up, List<Check> checks, List<Warning> warnings) {

    /**
     * A part without which the hub cannot serve requests.
     *
     * @param name    e.g. {@code database}
     * @param problem the fault; absent if there is none
     */
    public record Check(String name, @Nullable String problem) {}

    /**
     * A problem that needs attention while the hub keeps serving requests.
     *
     * @param check    e.g. {@code agencies}
     * @param kind     e.g. {@code breaker-open}
     * @param subject  affected object, e.g. an agency; empty if there is only one
     * @param what     description in one line, in English
     * @param since    start of the problem; UTC, ISO 8601
     * @param effect   consequences while it lasts, in English; may be empty
     * @param remedy   remedy, in English: a command or file; may be empty
     * @param whatFa   {@code what} in Persian; messages of underlying systems stay unchanged
     * @param effectFa {@code effect} in Persian
     * @param remedyFa {@code remedy} in Persian
     */
    public record Warning(
            String check,
            String kind,
            String subject,
            String what,
            Instant since,
            String effect,
            String remedy,
            String whatFa,
            String effectFa,
            String remedyFa) {}
}
