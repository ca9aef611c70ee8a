package city.pishkhan.api.messaging;

import city.pishkhan.api.security.Caller;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a door's POST safe to repeat. */
public interface Idempotency {

    /**
     * Runs the work once per (principal, operation, key) and stores its result in the same transaction; a repetition with the same body
     * gets the stored result, also while the first is still running (it waits).
     *
     * @param key        the caller's key, 1 to 200 visible ASCII characters
     * @param bodyDigest SHA-256 hex of the canonical body
     * @param work       does the change and returns its outcome
     * @throws Refusal PRECONDITION_REQUIRED without a key; INVALID {@code idempotency.other-body} if the key was used with another body;
     *                 GONE {@code idempotency.erased} if the result of the first call was erased
     */
    Result once(Caller caller, String operation, String key, String bodyDigest, Supplier<Outcome> work);

    /**
     * As {@link #once}, for work that does nothing outside its transaction: nobody looks for an earlier call before the work fails, or is done and
     * cannot be stored beside another's result. A repetition may run the work, but nothing of it stays.
     */
    Result onceOptimistic(Caller caller, String operation, String key, String bodyDigest, Supplier<Outcome> work);

    /**
     * As {@link #once}, for work that calls a system outside: it runs in no transaction of ours, so that a slow partner holds no
     * connection. A repetition while the first call runs is refused with CONFLICT {@code idempotency.in-progress}; if the hub dies in
     * between, a repetition two minutes later runs the work again, which must bear that.
     */
    Result onceDetached(Caller caller, String operation, String key, String bodyDigest, Supplier<Outcome> work);

    /**
     * As {@link #onceDetached}, for work that has transactions of its own before it calls outside and afterwards: what is kept of the call is
     * written with them, and costs no commit. Work that never holds its claim may do nothing that must not be done twice.
     */
    Result onceClaimed(Caller caller, String operation, String key, String bodyDigest, Function<Claim, Outcome> work);

    /** What work writes of its own call, each with the transaction that is open. */
    interface Claim {
        /** Says that the call runs. The transaction fails, and its exception must go on to the caller, where an equal call was there before. */
        void hold();

        /** Says what the call led to, which is what the work returns as well. */
        void keep(Outcome outcome);
    }

    /**
     * What a call led to.
     *
     * @param value its result as text (JSON)
     * @param about the case (or person) whose personal values the result may tell, and with whose key it is kept; {@code null} if it tells none
     */
    record Outcome(String value, UUID about) {}

    /** @param replayed whether the result is that of an earlier call */
    record Result(String value, boolean replayed) {}
}
