package city.pishkhan.payments.internal;

import city.pishkhan.api.cases.CaseEvents;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Looks up the case engine's service once for each registration of that service. A direct reference would activate the
 * engine while it waits for the payments service.
 */
final class LateBoundCaseEvents {
    private final BundleContext context;
    private volatile @Nullable CachedCaseEvents got;

    private record CachedCaseEvents(ServiceReference<CaseEvents> reference, CaseEvents service) {}

    LateBoundCaseEvents(BundleContext context) {
        this.context = context;
    }

    /**
     * Returns the service of a registration.
     *
     * @param present current registration of the engine, or {@code null} if there is none
     * @return the service, or {@code null} if it is not available
     */
    @Nullable
    CaseEvents get(ServiceReference<CaseEvents> present) {
        CachedCaseEvents last = got;
        if (present == null) {
            return null;
        }
        if (last == null || last.reference() != present) {
            last = new CachedCaseEvents(present, context.getService(present));
            got = last.service() == null ? null : last;
        }
        return last.service();
    }
}
