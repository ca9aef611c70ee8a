package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.Refusal;

/** Looks at the bytes of one body as they pass, before anybody behind the gate has them. */
interface BodyRule {

    /** @throws Refusal if the body goes no further */
    void pass(byte[] bytes, int offset, int length);

    /** Nothing more comes. @throws Refusal if something is missing */
    default void end() {}
}
