package city.pishkhan.api.messaging;

import city.pishkhan.api.security.Caller;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes POST requests of doors safe to repeat. */
public interface Idempotency {

    /**
     * Runs the work once per (principal, operation, key) and stores its result in the same transaction. A repetition
     * with the same body returns the stored result. A repetition during the first call waits for its end.
     *
     * @param key        the client's key, 1 to 200 visible ASCII characters
     * @param bodyDigest SHA-256 hex of the canonical body
     * @param work       makes the change and returns its outcome
     * @throws Refusal PRECONDITION_REQUIRED without a key; INVALID {@code idempotency.other-body} if the key was used
     *     with another body; GONE {@code idempotency.erased} if the result of the first call was erased
     */
    Result once(Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work);

    /**
     * As {@link #once}, for work without effects outside its transaction. The work runs first. An earlier call is
     * looked up only if the work fails, or if storing its result fails because a result is stored already. A repetition
     * may therefore run the work, but its changes are rolled back.
     */
    Result onceOptimistic(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work);

    /**
     * As {@link #once}, for work that calls an external system. It runs outside any transaction, so that a slow partner blocks no
     * database connection. A repetition during the first call is refused with CONFLICT {@code idempotency.in-progress}. If the
     * hub stops during the call, a repetition after two minutes runs the work again; the work must tolerate that.
     */
    Result onceDetached(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Supplier<Outcome> work);

    /**
     * As {@link #onceDetached}, for work with its own transactions before and after the external call. The record of the call is
     * written in these transactions and needs no additional commit. Work that never calls {@link Claim#recordRunning} must be safe to run
     * twice.
     */
    Result onceClaimed(
            Caller caller, String operation, @Nullable String key, String bodyDigest, Function<Claim, Outcome> work);

    /** Lets the work write the record of its own call, in the transaction that is open. */
    interface Claim {
        /**
         * Records that the call is running. If the same call already ran, the transaction fails; the work must let this exception
         * propagate.
         */
        void recordRunning();

        /** Records the outcome of the call, which the work also returns. */
        void recordOutcome(Outcome outcome);
    }

    /**
     * Outcome of a call.
     *
     * @param value its result as text (JSON)
     * @param about the case (or person) whose personal data the result may contain and whose key encrypts it; {@code null} if it
     *              contains none
     */
    record Outcome(String value, @Nullable UUID about) {}

    /**
     * Result of an idempotent call.
     *
     * @param replayed whether the result is that of an earlier call
     */
    record Result(String value, boolean replayed) {}
}
