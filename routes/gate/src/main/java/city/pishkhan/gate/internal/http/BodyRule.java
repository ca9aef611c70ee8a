package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;

/** Rule that checks the bytes of one body before any component behind the gate reads them. */
interface BodyRule {

    /**
     * Checks the next bytes of the body.
     *
     * @throws Refusal if the body violates the rule
     */
    void pass(byte[] bytes, int offset, int length);

    /**
     * Called at the end of the body.
     *
     * @throws Refusal if the body is incomplete
     */
    default void end() {}
}
