package city.pishkhan.doors.call;

import city.pishkhan.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the faults of one request's fields, so that the caller receives all of them in one reply. Create one instance per request. Not
 * thread-safe.
 */
public final class FieldFaults {
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * Reads one field and collects its fault.
     * @param read reads and checks the field
     * @return the field's value, or {@code null} if the field is at fault
     * @throws Refusal if the request is refused for another reason than the value of a field
     */
    public <T> @Nullable T check(Supplier<T> read) {
        try {
            return read.get();
        } catch (Refusal e) {
            if (e.kind() != Refusal.Kind.INVALID || e.field() == null) {
                throw e;
            }
            refusals.add(e);
            return null;
        }
    }

    /**
     * Refuses the request if a field is at fault.
     * @throws Refusal the only fault, or all faults together under the code of the first
     */
    public void throwIfAny() {
        if (refusals.size() == 1) {
            throw refusals.get(0);
        }
        if (!refusals.isEmpty()) {
            throw Refusal.violated(
                    refusals.get(0).code(),
                    refusals.stream().flatMap(FieldFaults::violations).toList());
        }
    }

    private static Stream<Refusal.Violation> violations(Refusal e) {
        return e.violations().isEmpty()
                ? Stream.of(new Refusal.Violation(e.code(), e.field(), null, null, e.english(), e.persian()))
                : e.violations().stream();
    }
}
