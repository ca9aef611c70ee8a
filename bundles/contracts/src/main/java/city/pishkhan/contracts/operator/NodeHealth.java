package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * How the node that answers is, as {@code /health/ready} has it. What is said is for operators.
 *
 * @param up       whether it can serve
 * @param checks   by name
 * @param warnings by check
 */
public record NodeHealth(boolean up, List<Check> checks, List<Warning> warnings) {

    /**
     * Something that the hub cannot serve without.
     *
     * @param name    e.g. {@code database}
     * @param problem what keeps the hub from serving; absent if nothing does
     */
    public record Check(String name, @Nullable String problem) {}

    /**
     * Something that people should look at while the hub serves on.
     *
     * @param check   e.g. {@code agencies}
     * @param kind    e.g. {@code breaker-open}
     * @param subject which one, e.g. an agency; empty if there is one only
     * @param what    all of it in one line, in English
     * @param since   UTC, ISO 8601
     * @param effect  what does not happen, or may happen, meanwhile, in English; may be empty
     * @param remedy  what people can do, in English: a command, a file; may be empty
     * @param whatFa   {@code what} in Persian, but for what a system beneath says
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
