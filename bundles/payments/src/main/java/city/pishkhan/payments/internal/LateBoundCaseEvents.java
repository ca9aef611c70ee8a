package city.pishkhan.payments.internal;

import city.pishkhan.api.cases.CaseEvents;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The engine's service as it was got, once per registration: to bind it outright would activate it while it waits for this one. */
final class LateBoundCaseEvents {
    private final BundleContext context;
    private volatile Got got;

    private record Got(ServiceReference<CaseEvents> reference, CaseEvents service) {}

    LateBoundCaseEvents(BundleContext context) {
        this.context = context;
    }

    /** @param present its registration now, or {@code null}. @return {@code null} if it is not there */
    CaseEvents of(ServiceReference<CaseEvents> present) {
        Got last = got;
        if (present == null) {
            return null;
        }
        if (last == null || last.reference() != present) {
            last = new Got(present, context.getService(present));
            got = last.service() == null ? null : last;
        }
        return last.service();
    }
}
