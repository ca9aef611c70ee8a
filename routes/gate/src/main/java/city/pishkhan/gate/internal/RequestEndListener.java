package city.pishkhan.gate.internal;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.contexts.RequestDrain.Visit;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** Ends a visit when its response is complete: at once, or at the end of an asynchronous request. */
final class RequestEndListener implements AsyncListener {

    private final RequestDrain requestDrain;
    private final Visit visit;

    private RequestEndListener(RequestDrain requestDrain, Visit visit) {
        this.requestDrain = requestDrain;
        this.visit = visit;
    }

    /** Registers the end of a visit. Call it once, when the servlet has returned. */
    static void register(ServletRequest request, RequestDrain requestDrain, Visit visit) {
        if (!addListener(request, new RequestEndListener(requestDrain, visit))) {
            requestDrain.leave(visit);
        }
    }

    private static boolean addListener(ServletRequest request, RequestEndListener requestEnd) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(requestEnd);
                return true;
            }
        } catch (IllegalStateException e) {
            // the asynchronous request was completed before the listener could be added
        }
        return false;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        requestDrain.leave(visit);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        requestDrain.leave(visit);
    }

    @Override
    public void onError(AsyncEvent event) {
        requestDrain.leave(visit);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
