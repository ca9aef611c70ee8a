package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;

/** Limits the size of a body in bytes. */
final class SizeRule implements BodyRule {

    private final long limit;
    private long count;

    SizeRule(long limit) {
        this.limit = limit;
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) {
        count += length;
        if (count > limit) {
            throw refusal(limit);
        }
    }

    static Refusal refusal(long limit) {
        return Refusal.of(Refusal.Kind.TOO_LARGE, "request.too-large", null, limit);
    }
}
