package city.pishkhan.runtime.internal;

import city.pishkhan.runtime.internal.Traffic.Visit;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** Ends a visit when its answer is whole: at once, or when the second half of an asynchronous one is done. */
final class Leaving implements AsyncListener {

    private final Traffic traffic;
    private final Visit visit;

    private Leaving(Traffic traffic, Visit visit) {
        this.traffic = traffic;
        this.visit = visit;
    }

    /** To be called once, when the servlet has done its part of the request. */
    static void of(ServletRequest request, Traffic traffic, Visit visit) {
        if (!later(request, new Leaving(traffic, visit))) {
            traffic.leave(visit);
        }
    }

    private static boolean later(ServletRequest request, Leaving leaving) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(leaving);
                return true;
            }
        } catch (IllegalStateException e) {
            // answered meanwhile
        }
        return false;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        traffic.leave(visit);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        traffic.leave(visit);
    }

    @Override
    public void onError(AsyncEvent event) {
        traffic.leave(visit);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
